// Every command in the documentation is run: the blocks marked `sh`, in order, in a folder like a user's project.

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMMANDS } from '../../cli/command-table.ts';
import { formats } from '../../cli/outputs.ts';
import { configOf } from '../../runner/config/load.ts';
import { CONFIG } from '../../runner/config/shape.ts';
import { parseSource } from '../../runner/config/source.ts';
import { rulesDoc } from '../../reporters/rules-doc.ts';
import { documented } from '../../cli/commands/list-rules.ts';
import { loadRules } from '../../runner/engine/catalog.ts';
import { built } from '../kit/built.ts';
import { folder } from '../kit/folder.ts';
import { record } from '../kit/catalogue-sample.ts';
import { serveGood } from '../kit/record-server.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DOCUMENTS = [
  'README.md',
  'docs/reports.md',
  'docs/configuration.md',
  'docs/guides/ci-gate.md',
  'docs/guides/security-review.md',
  'docs/guides/contracts.md',
  'docs/guides/dlp.md',
  'docs/guides/registry-records.md',
];
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const run = promisify(execFile);

const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^ *\`\`\`${language}\\n([^]*?)^ *\`\`\``, 'gm'))].map(([, code]) => code ?? '');

const commandsOf = (name: string): string[] =>
  blocks(read(name), 'sh')
    .flatMap((block) => block.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** A project with what the documents speak of: a server, a client file, a record, a server.json, counts. */
function project(url: string): string {
  const good = pathToFileURL(built('fixtures/good/main.ts')).href;
  const server = `process.argv.push('stdio');
await import(${JSON.stringify(good)});
`;
  const entry = { command: 'node', args: ['dist/server.js'] };
  return folder({
    'package.json': '{"type":"module"}',
    'dist/server.js': server,
    '.vscode/mcp.json': JSON.stringify({ servers: { one: entry, two: { url } } }),
    'server.json': JSON.stringify({ name: 'io.github.acme/crm', description: 'x', version: '1.0.0' }),
    'usage.json': JSON.stringify({ format: 'assay-usage/1', servers: { crm: { find_customer: 3 } } }),
    'catalog/acme.json': JSON.stringify(record('acme')),
  });
}

/** The command as it runs here: our sources in place of the package, the test's server in place of the address. */
async function execute(command: string, cwd: string, url: string): Promise<{ code: number; stderr: string }> {
  const main = `node ${built('cli/main.ts')}`;
  const line = command.replace(/^npx mcp-assay\b|^assay\b/, main).replaceAll('http://127.0.0.1:3000/mcp', url);
  return run('bash', ['-c', line], {
    cwd,
    env: { ...process.env, TOKEN: 'token-of-the-docs', NO_COLOR: '1' },
    maxBuffer: 1e8,
  }).then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error: { code?: number; stderr?: string }) => ({ code: error.code ?? -1, stderr: error.stderr ?? '' }),
  );
}

describe.each(DOCUMENTS)('%s', (name) => {
  const commands = commandsOf(name);
  it('shows commands that work', { timeout: 600_000 }, async () => {
    // The reference of the configuration shows none.
    if (name !== 'docs/configuration.md') expect(commands.length).toBeGreaterThan(1);
    const { url } = await serveGood();
    const cwd = project(url);
    for (const command of commands) {
      const { code, stderr } = await execute(command, cwd, url);
      // 1 is a verdict; 2, 3 and 4 would be a document that leads people astray.
      expect([0, 1], `${command}\n${stderr}`).toContain(code);
      expect(stderr).not.toContain('token-of-the-docs');
    }
  });

  it('links to files that are there', () => {
    for (const [, target = ''] of read(name).matchAll(/\]\(([^)#]+)[^)]*\)/g))
      if (!target.startsWith('http')) expect(existsSync(join(ROOT, name, '..', target)), target).toBe(true);
  });

  it('names commands that exist', () => {
    const known = COMMANDS.map((row) => row.name);
    for (const [, words = ''] of read(name).matchAll(/\bassay ([a-z]+(?:-[a-z]+)?(?: [a-z]+)?)/g)) {
      const [first = ''] = words.split(' ');
      if (words === 'in this' || first === 'as' || first === 'is') continue;
      expect(
        known.some((one) => one === words || one === first || one.startsWith(`${first} `)),
        words,
      ).toBe(true);
    }
  });
});

describe('the reference', () => {
  it('lists every key of the configuration, and shows one that is valid', () => {
    const text = read('docs/configuration.md');
    for (const key of Object.keys(CONFIG)) expect(text).toMatch(new RegExp(`^\\| \`${key}\``, 'm'));
    const [sample = ''] = blocks(text, 'yaml');
    expect(parse(sample)).toBeTruthy();
    expect(
      configOf(parseSource('x', sample), {
        cwd: '/',
        today: '2026-01-01',
        env: { ALICE_TOKEN: 'x', EXPIRED_TOKEN: 'x', SMALL_TOKEN: 'x' },
      }).waivers,
    ).toHaveLength(1);
  });
  it('lists every report format', () => {
    for (const format of formats()) expect(read('docs/reports.md')).toMatch(new RegExp(`^\\| \`${format}\``, 'm'));
  });
  it('has the rules as they are (npm run docs)', async () => {
    const fresh = read('docs/RULES.md') === rulesDoc((await loadRules()).map(documented));
    expect(fresh, 'docs/RULES.md is not what the rules say: npm run docs').toBe(true);
  });
  it('has a changelog', () => {
    expect(read('CHANGELOG.md')).toContain('## Unreleased');
  });
});
