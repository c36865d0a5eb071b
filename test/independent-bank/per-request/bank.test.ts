// The bank in short: the server it is planted in gives no alarm in any shape, and faults of each area are found.
//
// Faults that do not hide one another stand in one server here; `npm run mutants` plants each alone.

import { describe, expect, test } from 'vitest';
import { requirements } from '../../../suites/requirements/inventory.ts';
import { auditBank, caught, complaints, type Place } from './detect.ts';
import { BANK } from './mutants/index.ts';
import { together } from './plant.ts';
import { entryOf } from './survey.ts';

/** Advice that is true of the full shape: it asks for what 2026-07-28 deprecates. */
const TRUE = new Set([
  'conformance/sampling/deprecated',
  'conformance/roots/deprecated',
  'conformance/logging/deprecated',
]);

const PLACES: readonly Place[] = (['small', 'bare', 'full'] as const).flatMap((shape) =>
  (['stdio', 'http'] as const).map((via) => ({ shape, via })),
);

describe('a server of another hand', () => {
  test.each(PLACES)('$shape over $via is left alone', async (place) => {
    const report = await auditBank(place, {});
    expect(report.faults).toEqual([]);
    expect(
      complaints(report).flatMap(({ rule, outcome }) => (TRUE.has(rule.id) ? [] : `${outcome} ${rule.id}`)),
    ).toEqual([]);
    expect(report.summary.pass).toBeGreaterThan(80);
  });
});

const BATCHES: readonly (readonly [place: Place, names: readonly string[]])[] = [
  [
    { shape: 'small', via: 'stdio' },
    [
      'lifecycle.removed-methods-not-served',
      'jsonrpc.error-message-concise',
      'tools.unknown-tool-error',
      'schema.server-info',
      'schema.meta-reserved-prefix',
      'caching.scope-value',
      'stdio.stdout-only-mcp',
    ],
  ],
  [
    { shape: 'small', via: 'http' },
    [
      'http.method-header-missing',
      'http.method-not-found-404',
      'http.origin-invalid-403',
      'http.no-session-id-issued',
      'tools.name-charset',
      'tools.structured-content-conforms',
    ],
  ],
  [
    { shape: 'full', via: 'stdio' },
    [
      'resources.template-rfc6570',
      'resources.binary-base64',
      'prompts.name-unique',
      'completion.at-most-100-values',
      'pagination.stable-cursors',
      'caching.hints-prompts-list',
      'schema.annotations',
      'mrtr.input-request-kinds',
      'elicitation.form-not-for-secrets',
      'sampling.message-shape',
      'tasks.cancel-acknowledged',
      'tasks.id-unguessable',
      'progress.increasing',
      'subscriptions.id-equals-request-id',
    ],
  ],
];

describe('faults planted together', () => {
  test.each(BATCHES)('in $shape over $via', async (place, names) => {
    const report = await auditBank(place, together(names.map((name) => BANK[name] ?? {})));
    expect(names.filter((name) => caught(report, entryOf(name)) === undefined)).toEqual([]);
  });
});

test('every entry that a black box can see has its fault, or the reason why none is planted', () => {
  const known = new Set(Object.keys(BANK).map(entryOf));
  const due = requirements().filter(
    ({ revisions, level, observable }) => revisions.includes('2026-07-28') && level !== 'MAY' && observable !== 'never',
  );
  expect(due.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
  const ids = new Set(due.map(({ id }) => id));
  expect([...known].filter((id) => !ids.has(id))).toEqual([]);
});
