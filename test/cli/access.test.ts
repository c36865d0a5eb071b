// `assay access` and `assay access init` as a user runs them: configuration, matrix, reports, exit codes, no token anywhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type AccessServer, startAccess } from '../../fixtures/access/server.ts';
import { assay, type Ran } from '../kit/assay.ts';
import { folder } from '../kit/folder.ts';

let server: AccessServer;
beforeAll(async () => {
  server = await startAccess({ hiddenCallable: true });
});
afterAll(() => server.close());

const CALLERS = `callers:
  admin: { bearerEnv: ADMIN_TOKEN }
  alice: { headers: { Authorization: 'Bearer \${ALICE_TOKEN}' } }
  service:
    oauth: { tokenUrl: TOKEN_URL, clientId: reporting, clientSecretEnv: SECRET, scope: notes:read }
`;

const run = (cwd: string, args: readonly string[]): Promise<Ran> => {
  const { tokens, client } = server.identities;
  const env = { ADMIN_TOKEN: tokens.admin, ALICE_TOKEN: tokens.alice, SECRET: client.secret };
  return assay(['access', ...args, '--no-color', '--seed', '1'], { cwd, env });
};

const project = (more = ''): string =>
  folder({
    'assay.config.yaml': `${CALLERS.replace('TOKEN_URL', new URL('/token', server.url).href)}${more}`,
  });

function silentOn(texts: readonly string[]): void {
  for (const text of texts) for (const secret of server.identities.secrets()) expect(text.includes(secret)).toBe(false);
}

test('finds what the matrix denies, and writes the matrix', async () => {
  const cwd = project('access: { matrix: { alice: { deny: [audit_log] } } }\n');
  const ran = await run(cwd, [
    server.url,
    '--matrix',
    'csv:matrix.csv',
    '--matrix',
    'markdown:matrix.md',
    '--report',
    'json:report.json',
    '--report',
    'html:report.html',
    '--verbose',
  ]);
  expect(ran.code, ran.stderr).toBe(1);
  const texts = ['matrix.csv', 'matrix.md', 'report.json', 'report.html'].map((name) =>
    readFileSync(join(cwd, name), 'utf8'),
  );
  expect(texts[0]).toContain('audit_log,served,"unexpected: served, not listed"');
  expect(texts[2]).toContain('access/callers/denied-calls:alice call audit_log');
  expect(texts[3]).toContain('unexpected: served, not listed');
  silentOn([...texts, ran.stdout, ran.stderr]);
});

test('drafts a matrix from what is seen', async () => {
  const cwd = project();
  const drafted = await run(cwd, ['init', server.url, '--out', 'matrix.yaml']);
  expect(drafted.code, drafted.stderr).toBe(0);
  const text = readFileSync(join(cwd, 'matrix.yaml'), 'utf8');
  const { access } = parse(text) as { access: { matrix: Record<string, { allow: unknown[]; deny: unknown[] }> } };
  expect(Object.keys(access.matrix)).toEqual(['admin', 'alice', 'service']);
  expect(access.matrix['alice']?.allow).toContain('list_notes');
  expect(access.matrix['alice']?.deny).toContainEqual({ resource: 'note://bob/1' });
  silentOn([text, drafted.stdout, drafted.stderr]);
});

test.each([
  [['--matrix', 'xlsx:a'], /csv:<path> or markdown:<path> is expected/],
  [['init'], /no target was given/],
])('%s is a usage error', async (args, words) => {
  const ran = await run(project(), args[0] === 'init' ? args : [server.url, ...args]);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toMatch(words);
});
