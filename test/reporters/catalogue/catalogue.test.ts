// Registry records: what is measured, what is asked, questions, complaints, exports.

import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { checkRecords } from '../../../reporters/catalogue/check.ts';
import { backstage, csv, indexHtml } from '../../../reporters/catalogue/exports.ts';
import { blankForm, declaredOf, FIELDS, formProblems, missingAnswers } from '../../../reporters/catalogue/form.ts';
import { answer, ask, owners, unused } from '../../../reporters/catalogue/query.ts';
import { measuredOf, toolsOf } from '../../../reporters/catalogue/record.ts';
import { recordSchema } from '../../../reporters/catalogue/record-schema.ts';
import { usageOf } from '../../../reporters/catalogue/usage.ts';
import type { Recording } from '../../../suites/kernel/recording.ts';
import { record } from '../../kit/catalogue-sample.ts';
import { golden } from '../../kit/golden.ts';
import { fullReport, HOSTILE } from '../../kit/report-sample.ts';
import { parse } from 'yaml';

const listed = (tools: unknown[]): Recording =>
  ({
    exchanges: [{ method: 'tools/list', response: { json: { result: { tools } } } }],
    facts: { credentials: true },
  }) as unknown as Recording;

describe('what is measured', () => {
  it('takes the risk of a tool from its annotations and nowhere else', () => {
    const risks = toolsOf([
      listed([
        { name: 'a', annotations: { readOnlyHint: true } },
        { name: 'b', annotations: { readOnlyHint: false } },
        { name: 'c', annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false } },
        { name: 'delete_everything' },
        { name: 'e', annotations: { title: 'E' } },
        { name: 7 },
        null,
      ]),
    ]);
    expect(risks).toEqual([
      { name: 'a', risk: 'read', openWorld: true },
      { name: 'b', risk: 'destructive', openWorld: true },
      { name: 'c', risk: 'write', openWorld: false },
      { name: 'delete_everything', risk: 'unknown' },
      { name: 'e', risk: 'unknown', openWorld: true },
    ]);
  });

  it('keeps the gravest where a tool is listed twice', () => {
    const tool = (readOnlyHint: boolean) => ({ name: 'a', annotations: { readOnlyHint } });
    for (const order of [
      [true, false],
      [false, true],
    ])
      expect(toolsOf(order.map((hint) => listed([tool(hint)])))[0]?.risk).toBe('destructive');
  });

  it('makes a record that its schema takes', () => {
    const validate = new Ajv({ strict: false }).compile(recordSchema);
    const one = {
      ...record('a'),
      measured: measuredOf({ report: fullReport(), recordings: [listed([])], link: 'https://x/' }),
    };
    validate(JSON.parse(JSON.stringify(one)));
    expect(validate.errors).toBeNull();
    expect(one.measured).toMatchObject({
      authentication: 'given',
      conformance: { judged: 4, held: 1 },
      revisions: ['2025-11-25', '2026-07-28'],
    });
  });
});

describe('the form', () => {
  it('is blank: nothing is guessed', () => {
    const answers = declaredOf(parse(blankForm('x')));
    expect(answers).toEqual({ lifecycle: 'active', systems: [], credentialScopes: [], dependents: [] });
    expect(missingAnswers(answers)).toEqual(FIELDS.filter(({ required }) => required === true).map(({ key }) => key));
    expect(formProblems(parse(blankForm('x')))).toEqual([]);
  });
  it.each([
    [{ ower: 'x' }, 'ower'],
    [{ systems: 'crm' }, 'systems'],
    [{ lifecycle: 'gone' }, 'lifecycle'],
    [{ dependents: [{ uses: ['x'] }] }, 'dependents'],
    [{ owner: 7 }, 'owner'],
  ])('complains of %j', (answers, key) => expect(formProblems(answers)[0]?.key).toBe(key));
});

describe('questions', () => {
  const records = [
    record('crm'),
    record('mail', {
      declared: {
        owner: 'ben',
        credentialScopes: ['mail:send', 'crm:write'],
        systems: ['smtp'],
        dependents: [{ agent: 'support-bot' }, { agent: 'news' }],
      },
      measured: { tools: [], dataClasses: [] },
    }),
    record('old', {
      declared: { owner: undefined, credentialScopes: ['none'], systems: ['none'], dependents: [] } as never,
    }),
  ];
  it.each([
    [{ scope: 'crm:write' }, 'scope crm:write: 2 servers (crm, mail), 2 agents (news, support-bot)'],
    [{ scope: 'CRM:*', owner: 'ben' }, 'scope CRM:*, owner ben: 1 server (mail), 2 agents (news, support-bot)'],
    [{ system: 'smtp' }, 'system smtp: 1 server (mail), 2 agents (news, support-bot)'],
    [{ risk: 'destructive' }, 'risk destructive: 2 servers (crm, old), 1 agent (support-bot)'],
    [{ risk: 'read', tool: 'delete_customer' }, 'risk read, tool delete_customer: no server, no agent'],
    [{ agent: 'news' }, 'agent news: 1 server (mail), 2 agents (news, support-bot)'],
    [{ data: 'email' }, 'data email: 2 servers (crm, old), 1 agent (support-bot)'],
  ])('%j', (question, expected) => expect(answer(ask(records, question), question)).toBe(expected));

  it('tells who owns what', () => {
    expect(owners(records)).toEqual([
      ['(nobody)', ['old']],
      ['ana@example.com', ['crm']],
      ['ben', ['mail']],
    ]);
  });
  it('tells what nobody calls, by id or by the name a server gives itself', () => {
    const usage = usageOf(
      '{"server":"crm","tool":"find_customer"}\nnoise\n{"server":"mail","method":"tools/call","params":{"name":"send"}}',
    );
    expect(usage).toEqual({ crm: { find_customer: 1 }, mail: { send: 1 } });
    expect(
      unused([record('x'), record('other', { measured: { server: { name: 'other', version: '' } } })], usage),
    ).toEqual([{ id: 'x', tools: ['delete_customer'] }, { id: 'other' }]);
    expect(usageOf('{"format":"assay-usage/1","servers":{"a":{"t":2,"u":"x"}}}')).toEqual({ a: { t: 2 } });
    expect(() => usageOf('nothing here')).toThrow('no line tells of a call');
  });
});

describe('complaints', () => {
  const context = {
    now: '2026-03-10T00:00:00.000Z',
    maxAgeDays: 30,
    digestOf: (file: string) => (file === 'there' ? 'sha256-now' : undefined),
  };
  const good = { audit: { exitCode: 0, summary: { pass: 1, fail: 0, warn: 0, skip: 0, error: 0 } } } as const;
  it('has none of a good record', () => {
    const lock = { file: 'there', digest: 'sha256-now' };
    expect(checkRecords([record('a', { measured: { ...good, lock } })], context)).toEqual([]);
  });
  it.each([
    ['stale', { measured: { ...good, at: '2026-01-01T00:00:00Z' } }],
    ['stale', { measured: { ...good, at: 'no date' } }],
    ['unaudited', { measured: { ...good, revisions: [] } }],
    ['failing', {}],
    ['ownerless', { measured: good, declared: { owner: '' } }],
    ['incomplete', { measured: good, declared: { systems: [] } }],
    ['drifted', { measured: { ...good, lock: { file: 'there', digest: 'sha256-then' } } }],
    ['drifted', { measured: { ...good, lock: { file: 'gone', digest: 'sha256-then' } } }],
    ['retired', { declared: { lifecycle: 'retired' as const } }],
  ])('%s', (kind, about) => {
    expect(checkRecords([record('a', about)], context).map((problem) => problem.kind)).toEqual([kind]);
  });
  it('finds an id twice, and lets a retired server without users rest', () => {
    expect(
      checkRecords([record('a', { measured: good }), record('a', { measured: good })], context).map(({ kind }) => kind),
    ).toEqual(['twice']);
    expect(
      checkRecords([record('a', { declared: { lifecycle: 'retired', dependents: [], owner: '' } })], context),
    ).toEqual([]);
  });
});

describe('exports', () => {
  const hostile = record('evil', {
    declared: { owner: `=cmd|' /C calc'!A0`, systems: [HOSTILE] },
    measured: { server: { name: HOSTILE, version: '' } },
  });
  it('CSV: one row a record, no formula, cells quoted', async () => {
    const text = csv([record('a'), hostile]);
    expect(text.split('\r\n')).toHaveLength(4);
    expect(text).toContain(`'=cmd|`);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u202e]/);
    await golden('catalogue.csv', text);
  });
  it('Backstage: an entity a record, names it takes', async () => {
    const entities = parseAllDocuments(backstage([record('@acme/crm mcp'), hostile])).map(
      (one) => one.toJS() as { metadata: { name: string } },
    );
    expect(entities.map(({ metadata }) => metadata.name)).toEqual(['acme-crm-mcp', 'evil']);
    await golden('catalog-info.yaml', backstage([record('crm')]));
  });
  it('HTML: nothing of a record becomes markup', async () => {
    const text = indexHtml([record('a'), hostile]);
    expect(text).not.toContain('<script');
    expect(text.match(/<tr id=/g)).toHaveLength(2);
    await golden('catalogue.html', text);
  });
});
