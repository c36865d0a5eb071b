// assay catalog from end to end: an entry from a real server and a filled-in form, questions, complaints, exports.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { packageFacts } from '../../cli/package-facts.ts';
import { assay } from '../kit/assay.ts';
import { built } from '../kit/built.ts';
import { record } from '../kit/catalogue-sample.ts';
import { folder } from '../kit/folder.ts';

const GOOD = [process.execPath, built('fixtures/good/main.ts'), 'stdio'];
const QUICK = ['--rule', 'conformance/tools/*', '--quiet'];

it('writes an entry, asks for what only people know, and takes their answers', { timeout: 120_000 }, async () => {
  const cwd = folder({ 'assay.lock.json': '{}' });
  const first = await assay(
    ['catalog', 'entry', ...QUICK, '--id', 'good', '--env', 'K=secret-of-the-test', '--', ...GOOD],
    { cwd },
  );
  expect(first.code).toBe(0);
  expect(first.stdout).toContain('Wrote the form catalog/good.form.yaml');
  const form = join(cwd, 'catalog/good.form.yaml');
  const filled = readFileSync(form, 'utf8')
    .replace("owner: ''", 'owner: ana')
    .replace("deployment: ''", 'deployment: laptops')
    .replace('systems: []', 'systems: [crm]')
    .replace('credentialScopes: []', 'credentialScopes: [crm:read]')
    .replace('dependents: []', 'dependents: [support-bot]');
  writeFileSync(form, filled);
  const second = await assay(['catalog', 'entry', ...QUICK, '--id', 'good', '--', ...GOOD], { cwd });
  expect(second.stdout).not.toContain('Not answered');
  const text = readFileSync(join(cwd, 'catalog/good.json'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    declared: { owner: 'ana', dependents: [{ agent: 'support-bot' }] },
    measured: { server: { name: 'assay-good' }, transports: ['stdio'], lock: { file: 'assay.lock.json' } },
  });
  expect(text).not.toContain('secret-of-the-test');
  const asked = await assay(['catalog', 'query', '--scope', 'crm:*'], { cwd });
  expect(asked.stdout).toBe('scope crm:*: 1 server (good), 1 agent (support-bot)\n');
  expect((await assay(['catalog', 'check'], { cwd })).stdout).toBe('No complaints.\n');
  writeFileSync(join(cwd, 'assay.lock.json'), '{"changed":true}');
  const drifted = await assay(['catalog', 'check'], { cwd });
  expect(drifted).toMatchObject({ code: 1, stdout: 'drifted    good: assay.lock.json has changed since the audit\n' });
  writeFileSync(form, 'owner: ana\nsystms: [crm]\n');
  const bad = await assay(['catalog', 'entry', ...QUICK, '--id', 'good', '--', ...GOOD], { cwd });
  expect(bad.code).toBe(2);
  expect(bad.stderr).toContain('catalog/good.form.yaml:2:1: systms: unknown key');
});

it('exports for the registry, and holds a server.json against the live server', { timeout: 120_000 }, async () => {
  const cwd = folder();
  mkdirSync(join(cwd, 'catalog'));
  writeFileSync(join(cwd, 'catalog/crm.json'), JSON.stringify(record('crm')));
  const exported = await assay(['catalog', 'export', '--to', 'server-json', '--out', 'server.json'], { cwd });
  expect(exported).toMatchObject({ code: 0, stderr: '' });
  const checked = await assay(['catalog', 'check', '--server-json', 'server.json', '--', ...GOOD], { cwd });
  expect(checked).toMatchObject({ code: 1 });
  expect(checked.stdout).toContain('version is "1.2.3" in the file and "1.0.0" on the server');
  const bare = await assay(['catalog', 'query', 'nowhere'], { cwd });
  expect(bare).toMatchObject({ code: 2 });
  expect(bare.stderr).toContain('there is no such folder');
});

it.each([
  ['npx', ['-y', '@acme/crm-mcp@1.2.3', '--x'], { registry: 'npm', identifier: '@acme/crm-mcp', version: '1.2.3' }],
  ['npx', ['-y', 'crm-mcp'], { registry: 'npm', identifier: 'crm-mcp' }],
  ['npx', ['--package', 'crm-mcp@^2', 'crm'], { registry: 'npm', identifier: 'crm-mcp' }],
  ['uvx', ['crm-mcp==0.4.0'], { registry: 'pypi', identifier: 'crm-mcp', version: '0.4.0' }],
  ['node', ['server.js'], undefined],
  ['/no/such/program', [], undefined],
])('%s %j starts the package %j', (command, args, expected) => {
  expect(packageFacts({ kind: 'stdio', command, args })).toEqual(expected);
});

it('reads version and integrity of an installed package', () => {
  const facts = packageFacts({
    kind: 'stdio',
    command: 'node_modules/.bin/mcp-server-memory',
    args: [],
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
  });
  expect(facts).toMatchObject({
    registry: 'npm',
    identifier: '@modelcontextprotocol/server-memory',
    integrity: expect.stringMatching(/^sha512-/) as unknown,
  });
});
