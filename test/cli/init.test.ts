// assay init: files that fit the place, a baseline that waives what is there and lets new findings fail, no overwriting.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { ciFiles, commandText, detectCi } from '../../cli/init-files.ts';
import { loadConfig } from '../../runner/config/load.ts';
import { assay } from '../kit/assay.ts';
import { built } from '../kit/built.ts';
import { folder } from '../kit/folder.ts';

const FAULTY = [process.execPath, built('fixtures/faulty/main.ts'), 'stdio'];
const today = new Date().toISOString().slice(0, 10);

it('finds out which CI runs here', () => {
  expect(detectCi(folder({ '.gitlab-ci.yml': '' }))).toBe('gitlab');
  expect(detectCi(folder({ '.github/x': '' }))).toBe('github');
  expect(detectCi(folder({ '.pre-commit-config.yaml': '' }))).toBe('pre-commit');
  expect(detectCi(folder())).toBe('none');
});

it('puts the target into the workflow as data', () => {
  const [workflow] = ciFiles('github', { command: ['node', 'my server.js', '--x=$1', "it's"] }, folder());
  const parsed = parse(workflow?.text ?? '') as { jobs: { audit: { steps: { with?: Record<string, string> }[] } } };
  expect(parsed.jobs.audit.steps[1]?.with?.['command']).toBe(commandText(['node', 'my server.js', '--x=$1', "it's"]));
  const [, include] = ciFiles('gitlab', { url: 'http://h/mcp' }, folder());
  expect(parse(include?.text ?? '')).toMatchObject({ assay: { variables: { ASSAY_URL: 'http://h/mcp' } } });
});

it('writes configuration and workflow, and overwrites nothing', async () => {
  const cwd = folder({ '.github/x': '' });
  const ran = await assay(['init', '--', 'node', 'server.js'], { cwd });
  expect(ran.code).toBe(0);
  // There is no such server yet: everything else is written all the same.
  expect(ran.stderr).toContain('no lock was written');
  expect(loadConfig({ cwd, today, env: {} })).toMatchObject({ calls: 'readonly', failOn: 'fail' });
  expect(readFileSync(join(cwd, '.github/workflows/assay.yml'), 'utf8')).toContain('command: "node server.js"');
  expect(statSync(join(cwd, '.github/actions/assay/run.sh')).mode & 0o100).toBe(0o100);
  const again = await assay(['init', '--', 'node', 'server.js'], { cwd });
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('--force');
  const bare = folder();
  expect((await assay(['init'], { cwd: bare })).code).toBe(0);
  expect(existsSync(join(bare, '.github'))).toBe(false);
});

it(
  'waives today’s findings one by one, so that the audit passes until something new fails',
  { timeout: 240_000 },
  async () => {
    const cwd = folder();
    const only = ['--rule', 'conformance/tools/*', '--revision', '2025-11-25', '--quiet'];
    const before = await assay(['audit', ...only, '--', ...FAULTY], { cwd });
    expect(before.code).toBe(1);
    const init = await assay(['init', '--ci', 'none', '--baseline', '--owner', 'ana', '--quiet', '--', ...FAULTY], {
      cwd,
    });
    expect(init).toMatchObject({ code: 0 });
    const { waivers } = loadConfig({ cwd, today, env: {} });
    expect(waivers.length).toBeGreaterThan(1);
    expect(waivers.every(({ owner, finding, rule }) => owner === 'ana' && finding?.startsWith(`${rule}:`))).toBe(true);
    const after = await assay(['audit', ...only, '--', ...FAULTY], { cwd });
    expect(after.stderr).toBe('');
    expect(after.code).toBe(0);
    expect((await assay(['init', '--baseline', '--', ...FAULTY], { cwd })).stderr).toContain(
      '--baseline needs --owner',
    );
  },
);

it('writes a first lock of what the server says of itself', async () => {
  const cwd = folder();
  const ran = await assay(['init', '--ci', 'none', '--', ...FAULTY], { cwd });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(readFileSync(join(cwd, 'assay.lock.json'), 'utf8'))).toHaveProperty('servers');
  const bare = folder();
  await assay(['init', '--ci', 'none', '--no-lock', '--', ...FAULTY], { cwd: bare });
  expect(existsSync(join(bare, 'assay.lock.json'))).toBe(false);
});
