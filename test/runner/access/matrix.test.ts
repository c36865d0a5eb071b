// The access suite as a whole: the right server is silent under a full matrix, only allowed tools are called, no secret
// leaves by any door, and ten mistakes planted at once are each found.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { formats, outputsOf, writeOutputs } from '../../../cli/outputs.ts';
import { draftMatrix, matrixCsv, matrixMarkdown, matrixRows } from '../../../reporters/access-matrix.ts';
import { terminal } from '../../../reporters/terminal.ts';
import type { Access } from '../../../runner/callers/access.ts';
import { run } from '../../../runner/engine/run.ts';
import { judgeEvidence } from '../../../runner/engine/evidence.ts';
import type { Report } from '../../../suites/kernel/report.ts';
import { folder } from '../../kit/folder.ts';
import { auditAccess, withService } from '../../kit/prove-access.ts';

const RIGHTS: Access = {
  otherwise: 'deny',
  matrix: {
    admin: { allow: ['*', { resource: '*' }, { prompt: '*' }] },
    alice: {
      allow: [
        'list_notes',
        'get_note',
        'add_note',
        'report',
        'approve',
        { tool: 'query', where: { sql: 'SELECT' }, try: { sql: 'SELECT 1' } },
        { resource: 'note://shared/*' },
        { resource: 'note://alice/*' },
        { prompt: 'greet' },
      ],
      deny: [{ tool: 'query', where: { sql: 'INSERT|DELETE' }, try: { sql: 'delete from notes' } }],
    },
    bob: {
      allow: [
        'list_notes',
        'get_note',
        'report',
        'approve',
        { tool: 'query', where: { sql: 'SELECT' } },
        { resource: 'note://shared/*' },
        { resource: 'note://bob/*' },
        { prompt: 'greet' },
      ],
      deny: [
        { tool: 'query', where: { sql: 'DELETE' }, try: { sql: 'delete from notes' } },
        { tool: 'add_note', where: {} },
      ],
    },
    service: {
      allow: [
        'list_notes',
        'get_note',
        'report',
        'approve',
        { tool: 'query', where: { sql: 'SELECT' } },
        { resource: 'note://shared/*' },
        { prompt: 'greet' },
      ],
      // Its calls are denied, what is shown is not.
      deny: [{ tool: 'add_note', where: {} }],
    },
  },
  scopes: { 'notes:write': ['add_note'] },
};

/** Everything that may be at fault at the same time without one hiding another. */
const MISTAKES = {
  hiddenCallable: true,
  promptUnguarded: true,
  sqlByLetters: true,
  readAny: true,
  idAny: true,
  scopesUnchecked: true,
  cursorCarries: true,
  taskAny: true,
  stateAny: true,
  sessionAny: true,
  defaultToken: true,
  withdrawnServed: true,
};

const FOUND = [
  'cursors-own',
  'defaults-refused',
  'denied-arguments',
  'denied-calls',
  'denied-prompts',
  'denied-reads',
  'denied-unlisted',
  'ids-own',
  'resources-own',
  'revoked-refused',
  'scopes-bind',
  'sessions-own',
  'states-own',
  'tasks-own',
  'unlisted-refused',
];

const withLeaver: typeof withService = (given, identities, url) => ({
  ...withService(given, identities, url),
  leaver: { headers: { Authorization: `Bearer ${identities.tokens.leaver}` }, revoked: true },
});

const loud = (report: Report): readonly string[] =>
  [
    ...new Set(
      report.results
        .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn' || outcome === 'error')
        .map(({ rule }) => rule.id.replace('access/callers/', '')),
    ),
  ].toSorted();

describe('the access suite', () => {
  test('is silent where every right is as the matrix says, in both eras', async () => {
    const { report, server } = await auditAccess({ access: RIGHTS, callers: withLeaver });
    expect(report.faults).toEqual([]);
    expect(loud(report)).toEqual([]);
    expect(report.runs.map(({ revision }) => revision)).toEqual(['2025-11-25', '2026-07-28']);
    const passed = new Set(report.results.filter(({ outcome }) => outcome === 'pass').map(({ rule }) => rule.id));
    expect(passed.size).toBeGreaterThanOrEqual(17);
    expect(server.called.get('list_notes')).toBeGreaterThan(0);
  });

  test('finds mistakes that are there together, and says of none a word that is secret', async () => {
    const directory = folder();
    const access = { ...RIGHTS, matrix: { ...RIGHTS.matrix } };
    const evidence = join(directory, 'evidence');
    const { report, server } = await auditAccess({ access, callers: withLeaver, server: MISTAKES }, { evidence });
    expect(loud(report)).toEqual(FOUND);
    expect(report.exitCode).toBe(1);

    const paths = formats().map((format) => `${format}:${join(directory, `report.${format}`)}`);
    expect(await writeOutputs(report, outputsOf(paths), {})).toEqual([]);
    const written = filesBelow(directory).map((path) => readFileSync(path, 'utf8'));
    const shown = [
      ...written,
      terminal(report, { colour: false, columns: 100, verbose: true }),
      matrixCsv(report),
      matrixMarkdown(report),
      JSON.stringify(await judgeEvidence(evidence)),
    ];
    expect(written.length).toBeGreaterThan(formats().length);
    const secrets = server.identities.secrets();
    expect(secrets.length).toBeGreaterThan(6);
    for (const text of shown) {
      expect(text.length).toBeGreaterThan(100);
      for (const secret of secrets)
        for (const form of [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '')])
          expect(text.includes(form)).toBe(false);
    }
  });

  test('judges its evidence again to the same verdicts', async () => {
    const evidence = join(folder(), 'evidence');
    const { report } = await auditAccess({ server: { hiddenCallable: true }, revisions: ['2026-07-28'] }, { evidence });
    const again = await judgeEvidence(evidence, { suites: ['access'], rules: ['access/callers/'] });
    expect(loud(again)).toEqual(loud(report));
    expect(loud(again)).toEqual(['unlisted-refused']);
  });

  test('calls no tool that the options do not allow', async () => {
    const readonly = await auditAccess({ access: RIGHTS }, { allow: [] });
    expect([...readonly.server.called.keys()].toSorted()).toEqual([
      'approve',
      'audit_log',
      'get_note',
      'list_notes',
      'report',
    ]);
    const none = await auditAccess({ access: RIGHTS }, { calls: 'none', allow: [] });
    expect([...none.server.called.keys()]).toEqual([]);
    expect(matrixRows(none.report).find(({ name }) => name === 'audit_log')?.cells).toMatchObject({
      admin: 'as expected: listed',
      bob: 'as expected: hidden',
    });
  });

  test('skips with the line that is missing where no callers are configured', async () => {
    const { report } = await auditAccess({ callers: () => undefined, server: { anonymousServed: true } });
    const judged = report.results.filter(({ reason }) => reason?.kind !== 'revision' && reason?.kind !== 'transport');
    expect(judged.length).toBeGreaterThan(18);
    expect([...new Set(judged.map(({ outcome, reason }) => `${outcome}: ${reason?.note}`))]).toEqual([
      'skip: needs identities to speak as: callers: in assay.config.yaml',
    ]);
  });

  test('a token that cannot be had is a fault of the run, not of the target', async () => {
    const { report } = await auditAccess({
      callers: (given, identities, url) => {
        const { service } = withService(given, identities, url);
        return { service: { oauth: { ...service?.oauth, clientSecret: 'wrong' } } } as never;
      },
    });
    expect(report.exitCode).toBe(3);
    expect(report.faults.map(({ where, message }) => `${where}: ${message}`).join()).toContain('callers.service.oauth');
  });
});

describe('callers of a program', () => {
  const program = fileURLToPath(new URL('../../../fixtures/access/stdio.mjs', import.meta.url));
  const auditProgram = (args: readonly string[]): Promise<Report> =>
    run(
      { kind: 'stdio', command: process.execPath, args: [program, ...args] },
      {
        rules: ['access/callers/'],
        revisions: ['2025-11-25'],
        seed: 1,
        callers: {
          admin: { env: { NOTES_KEY: 'admin-key-0123', NOTES_ADMIN: 'admin-key-0123' } },
          bob: { env: { NOTES_KEY: 'bob-key-0123', NOTES_ADMIN: 'admin-key-0123' } },
        },
      },
    );

  test('are processes with their own environment', async () => {
    const report = await auditProgram([]);
    expect(report.faults).toEqual([]);
    expect(loud(report)).toEqual([]);
    expect(matrixRows(report).map(({ name, cells }) => [name, cells])).toEqual([
      ['notes', { admin: 'served', bob: 'served', anonymous: 'refused' }],
      ['audit_log', { admin: 'served', bob: 'refused', anonymous: 'refused' }],
    ]);
    expect(JSON.stringify(report)).not.toContain('-key-0123');
  });

  test('are held to what they are shown', async () => {
    expect(loud(await auditProgram(['--hidden-callable']))).toEqual(['unlisted-refused']);
  });
});

describe('the matrix', () => {
  test('is drafted so that the same server fits it', async () => {
    const { report } = await auditAccess({});
    const draft = draftMatrix(report);
    expect(Object.keys(draft.matrix)).toEqual(['admin', 'alice', 'bob']);
    expect(draft.matrix['bob']?.deny).toContain('audit_log');
    expect(draft.matrix['bob']?.deny).toContainEqual({ resource: 'note://alice/1' });
    const again = await auditAccess({ access: draft });
    expect(loud(again.report)).toEqual([]);
    const broken = await auditAccess({ access: draft, server: { hiddenCallable: true } });
    expect(loud(broken.report)).toEqual(['denied-calls', 'unlisted-refused']);
  });

  test('is a table with a row for each thing and a column for each caller', async () => {
    const { report } = await auditAccess({ access: RIGHTS, revisions: ['2026-07-28'] });
    const [head, ...rows] = matrixCsv(report).trimEnd().split('\r\n');
    expect(head).toBe('revision,kind,name,admin,alice,bob,anonymous');
    expect(rows).toContain(
      '2026-07-28,tool,audit_log,as expected: served,as expected: refused,as expected: refused,refused',
    );
    expect(matrixMarkdown(report)).toContain('| tool | `audit_log` | as expected: served |');
  });
});

const filesBelow = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((path) => join(directory, path))
    .filter((path) => statSync(path).isFile());
