// Our wire shapes against the official schema files: the same verdict on captures, valid messages and near-misses.
//
// The files are looked for in $ASSAY_SPEC_DIR, captures in $ASSAY_DATA_DIR; without them these tests show as skipped.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, member } from '../../../suites/kernel/look.ts';
import { isRevision, REVISIONS, type Revision } from '../../../suites/kernel/revision.ts';
import { violations, type Context } from '../../../suites/schema/violations.ts';
import { examples } from './examples.ts';
import { nearMisses } from './near-misses.ts';
import { capturesAtHand, dataDir, official, officialAtHand, type Official } from './official.ts';

interface Intended {
  readonly reason: string;
  readonly since?: Revision;
  readonly holds: (message: unknown, ours: number) => boolean;
}

/** Where the verdicts differ on purpose. */
const INTENDED: readonly Intended[] = [
  {
    reason: 'an error to a request that could not be read has a null id (JSON-RPC 2.0, section 5)',
    holds: (message, ours) => ours === 0 && member(message, 'id') === null && member(message, 'error') !== undefined,
  },
  {
    reason: 'the files type elicited numbers as integers; the schema they are made from says number',
    since: '2025-06-18',
    holds: (message, ours) => ours === 0 && /"content":\{[^}]*\b1\.5\b/.test(JSON.stringify(message)),
  },
  {
    reason: 'the files lost null and fractions when JSONValue was generated; sampling metadata may hold them',
    since: '2026-07-28',
    holds: (message, ours) => ours === 0 && /"metadata":\{"a":(?:null|1\.5)/.test(JSON.stringify(message)),
  },
  {
    reason: 'a result of a type that only an extension knows has a shape that only the extension knows',
    since: '2026-07-28',
    holds: (message, ours) => ours === 0 && /"resultType":"(?!complete|input_required)/.test(JSON.stringify(message)),
  },
  {
    reason: 'a response has a result or an error, not both (JSON-RPC 2.0, section 5)',
    holds: (message, ours) => ours > 0 && isObject(message) && 'result' in message && 'error' in message,
  },
];

function disagreement(files: Official, revision: Revision, message: unknown, context: Context): string | undefined {
  const theirs = files.complaints(message, context);
  const ours = violations(revision, message, context);
  if (theirs.length > 0 === ours.length > 0) return undefined;
  const meant = INTENDED.some(({ since, holds }) => (since ?? revision) <= revision && holds(message, ours.length));
  if (meant) return undefined;
  return `${theirs.length > 0 ? `only the files: ${theirs[0] ?? ''}` : `only ours: ${JSON.stringify(ours[0])}`}`;
}

describe.skipIf(!officialAtHand).each(REVISIONS)('the official schema of %s', (revision) => {
  const files = officialAtHand ? official(revision) : ({ complaints: () => [] } satisfies Official);
  const all = examples(revision);

  it.each(all.map((example) => [example.title, example] as const))('agrees on %s and its near-misses', (_, example) => {
    expect(files.complaints(example.message, example.context)).toEqual([]);
    expect(violations(revision, example.message, example.context)).toEqual([]);
    const differing: string[] = [];
    let caught = 0;
    for (const { what, message } of nearMisses(example.message)) {
      const found = disagreement(files, revision, message, example.context);
      if (found !== undefined) differing.push(`${what}: ${found}`);
      if (violations(revision, message, example.context).length > 0) caught += 1;
    }
    expect(differing).toEqual([]);
    expect(caught).toBeGreaterThan(20);
  });

  it('agrees where two places are changed at once', () => {
    const arbitrary = fc.constantFrom(...all).chain((example) => {
      const once = [...nearMisses(example.message)];
      return fc.record({
        context: fc.constant(example.context),
        message: fc
          .constantFrom(...once)
          .chain((first) => fc.constantFrom(...[...nearMisses(first.message)].map((second) => second.message))),
      });
    });
    fc.assert(
      fc.property(arbitrary, ({ message, context }) => {
        expect(disagreement(files, revision, message, context)).toBeUndefined();
      }),
      { numRuns: 60, seed: 20260728 },
    );
  });
});

const LISTS = {
  initialize: 'initialize',
  discover: 'server/discover',
  tools: 'tools/list',
  prompts: 'prompts/list',
  resources: 'resources/list',
  templates: 'resources/templates/list',
} as const;

const captures = officialAtHand && capturesAtHand ? readdirSync(path.join(dataDir, 'captures')) : [];

describe.skipIf(captures.length === 0)('captures of real servers', () => {
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(dataDir, 'captures', file), 'utf8'));

  it.each(captures.map((file) => [file]))('%s: same verdict on every message', (file) => {
    const capture = read(file);
    const negotiated = member(member(member(capture, 'initialize'), 'result'), 'protocolVersion');
    let seen = 0;
    for (const [key, method] of Object.entries(LISTS)) {
      const revision = key === 'discover' ? '2026-07-28' : negotiated;
      if (!isRevision(revision)) continue;
      const files = official(revision);
      const answer = member(capture, key);
      const pages = member(answer, 'pages');
      for (const message of Array.isArray(pages) ? pages : [answer]) {
        if (!isObject(message)) continue;
        seen += 1;
        expect(disagreement(files, revision, message, { from: 'server', method })).toBeUndefined();
      }
    }
    expect(seen).toBeGreaterThan(0);
  });
});
