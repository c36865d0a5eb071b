// Every command in the documentation is run: the blocks marked `sh`, in order, in a folder like a user's project.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type AccessServer, startAccess } from '../../fixtures/access/server.ts';
import { type Gateway, startGateway } from '../../fixtures/gateways/proxy.ts';
import { REDACTOR } from '../../fixtures/gateways/policies.ts';
import type { GoodOptions } from '../../fixtures/good/behaviour.ts';
import { serveHttp } from '../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../fixtures/good/server.ts';
import { COMMANDS } from '../../cli/command-table.ts';
import { formats } from '../../cli/outputs.ts';
import { configOf } from '../../runner/config/load.ts';
import { CONFIG } from '../../runner/config/shape.ts';
import { parseSource } from '../../runner/config/source.ts';
import { rulesDoc } from '../../reporters/rules-doc.ts';
import { documented } from '../../cli/commands/list-rules.ts';
import { loadRules } from '../../runner/engine/catalog.ts';
import { built } from '../kit/built.ts';
import { filled } from '../kit/folder.ts';
import { loadStage, replicasStage, type Stage } from '../kit/guide-stage.ts';
import { record } from '../kit/catalogue-sample.ts';

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
  'docs/guides/access.md',
  'docs/guides/exposure.md',
  'docs/guides/gateway-dlp.md',
  'docs/guides/load.md',
  'docs/guides/replicas.md',
];
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const run = promisify(execFile);

const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^ *\`\`\`${language}\\n([^]*?)^ *\`\`\``, 'gm'))].map(([, code]) => code ?? '');

const commandsOf = (name: string): string[] =>
  blocks(read(name), 'sh')
    .flatMap((block) => block.replaceAll(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.replace(/ {2,}# .*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** The documents are about commands, not about rules: a server that says little is audited in a third of the time. */
const SMALL: GoodOptions = {
  revisions: ['2025-11-25'],
  features: {
    deprecated: false,
    tasks: false,
    subscribe: false,
    logging: false,
    completions: false,
    listChanged: false,
  },
  onlyTools: ['echo', 'add'],
};

/** Addresses of the documents, and what stands there in the test. */
const places = new Map<string, string>();
const closing: (() => Promise<unknown>)[] = [];
/** Documents whose commands take minutes or several servers. */
const stages = new Map<string, Stage>();
let access: AccessServer;
/** Each document has a folder of its own in here: they are run side by side. */
let projects: string;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

beforeAll(async () => {
  projects = mkdtempSync(join(tmpdir(), 'assay-docs-'));
  const small = await serveHttp(createGoodServer(SMALL), { port: 0 });
  access = await startAccess({});
  const port = await freePort();
  const gateway: Gateway = await startGateway(`http://127.0.0.1:${port}/mcp`, REDACTOR);
  closing.push(small.close, () => access.close(), gateway.close);
  stages.set('docs/guides/load.md', await loadStage(blocks(read('docs/guides/load.md'), 'yaml')[0] ?? ''));
  stages.set('docs/guides/replicas.md', await replicasStage());
  for (const { close } of stages.values()) closing.push(close);
  places.set('http://127.0.0.1:3000/mcp', small.url).set('https://mcp.example.com/mcp', access.url);
  places.set('http://127.0.0.1:8000/mcp', gateway.url).set('http://127.0.0.1:8931/mcp', `http://127.0.0.1:${port}/mcp`);
  places.set('--port 8931', `--port ${port} --corpus quick`);
  places.set('https://login.example.com/oauth2/', new URL('/', access.url).href);
});
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
  rmSync(projects, { recursive: true, force: true });
});

const inPlace = (text: string): string =>
  [...places].reduce((sum, [address, here]) => sum.replaceAll(address, here), text);

/** A project with what the documents speak of: a server, a client file, a record, a server.json, counts. */
function project(name: string): string {
  const entryOf = pathToFileURL(built('fixtures/good/entry.ts')).href;
  const entry = { command: 'node', args: ['dist/server.js'] };
  const url = places.get('http://127.0.0.1:3000/mcp');
  return filled(join(projects, basename(name)), {
    'package.json': '{"type":"module"}',
    'dist/server.js': `import { run } from ${JSON.stringify(entryOf)};
await run(['stdio'], ${JSON.stringify(SMALL)});
`,
    '.vscode/mcp.json': JSON.stringify({ servers: { one: entry, two: { url } } }),
    'server.json': JSON.stringify({ name: 'io.github.acme/crm', description: 'x', version: '1.0.0' }),
    'usage.json': JSON.stringify({ format: 'assay-usage/1', servers: { crm: { find_customer: 3 } } }),
    'catalog/acme.json': JSON.stringify(record('acme')),
    // The guide's own configuration, as it stands there.
    ...(name === 'docs/guides/access.md'
      ? { 'assay.config.yaml': inPlace(blocks(read(name), 'yaml').join('\n')) }
      : {}),
    ...stages.get(name)?.files,
  });
}

/** Commands compute half of their time and wait the other half: two at once keep a core or two busy, and no more. */
const waiting: (() => void)[] = [];
let busy = 0;
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy < 2) busy += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  }
}

const environment = (): NodeJS.ProcessEnv => {
  const { tokens, client } = access.identities;
  const callers = { ADMIN_TOKEN: tokens.admin, ANALYST_KEY: 'key-of-the-docs', OLD_TOKEN: 'old-token-of-the-docs' };
  const staged = Object.assign({}, ...[...stages.values()].map(({ env }) => env)) as Record<string, string>;
  return {
    ...process.env,
    ...callers,
    ...staged,
    REPORTING_SECRET: client.secret,
    TOKEN: 'token-of-the-docs',
    NO_COLOR: '1',
  };
};

/** The command as it runs here: our sources in place of the package, the test's servers in place of the addresses. */
function execute(command: string, cwd: string): Promise<{ code: number; stderr: string }> {
  const line = inPlace(command).replace(/^npx mcp-assay\b|^assay\b/, `node ${built('cli/main.ts')}`);
  const running = run('bash', ['-c', line], { cwd, env: environment(), maxBuffer: 1e8, timeout: 120_000 });
  running.child.stdin?.end();
  return running.then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error: { code?: number; stderr?: string }) => ({ code: error.code ?? -1, stderr: error.stderr ?? '' }),
  );
}

/** What serves until it is ended: it runs beside the commands after it. One over stdio ends with its input. */
const SERVES = /^assay dlp upstream .*--port/;
async function serve(command: string, cwd: string): Promise<void> {
  const args = inPlace(command).split(' ').slice(1);
  const child = spawn(process.execPath, [built('cli/main.ts'), ...args], { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  closing.push(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });
  await once(child.stdout, 'data');
}

describe.concurrent.each(DOCUMENTS)('%s', (name) => {
  const commands = commandsOf(name);
  it('shows commands that work', { timeout: 600_000 }, async () => {
    // The reference of the configuration shows none.
    if (name !== 'docs/configuration.md') expect(commands.length).toBeGreaterThan(1);
    const cwd = project(name);
    const stage = stages.get(name);
    for (const command of stage === undefined ? commands : commands.flatMap((shown) => stage.rewrite(shown) ?? [])) {
      if (SERVES.test(command)) {
        await serve(command, cwd);
        continue;
      }
      const { code, stderr } = await inTurn(() => execute(command, cwd));
      // 1 is a verdict; 2, 3 and 4 would be a document that leads people astray.
      expect([0, 1], `${command}\n${stderr}`).toContain(code);
      for (const secret of [
        'token-of-the-docs',
        'key-of-the-docs',
        ...access.identities.secrets(),
        ...Object.values(stage?.env ?? {}),
      ])
        expect(stderr).not.toContain(secret);
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
