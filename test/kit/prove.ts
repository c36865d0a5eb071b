// Proves one rule: silent on the good server, loud on each planted fault, live over each transport and on the recording.
//
// prove(rule, {
//   faults:    { 'a space in a tool name': on('tools/list', (r) => { r.tools[0].name = 'e cho'; }) },
//   stillGood: { 'a name of 128 letters': on('tools/list', (r) => { r.tools[0].name = 'x'.repeat(128); }) },
// });
//
// A fault that holds only somewhere is wrapped: `where(fault, { revisions, transports, features, … })`.
// Live proofs run in the oldest and the newest revision of each era in the span; recorded ones in all of them.

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../fixtures/good/fault.ts';
import type { Rule } from '../../runner/engine/catalog.ts';
import { judge } from '../../runner/engine/judge.ts';
import { viewsOf } from '../../runner/engine/views.ts';
import type { Check } from '../../suites/kernel/check.ts';
import type { Recording } from '../../suites/kernel/recording.ts';
import type { Report, Result } from '../../suites/kernel/report.ts';
import { eraOf, inSpan, REVISIONS, type Revision, type Transport } from '../../suites/kernel/revision.ts';
import { auditGood, type Circumstances, type Place } from './good.ts';
import { changed } from './recorded.ts';
import { resolves } from './places.ts';

export interface Case extends Circumstances {
  readonly fault: Fault;
}

export interface Proof extends Circumstances {
  readonly faults: Readonly<Record<string, Fault | Case>>;
  readonly stillGood?: Readonly<Record<string, Fault | Case>>;
  /** The good server gives this rule nothing to judge under any of its circumstances; say why. */
  readonly neverPasses?: string;
}

/** A fault, or a good variation, that holds only under these circumstances. */
export const where = (fault: Fault, circumstances: Circumstances): Case => ({ ...circumstances, fault });

const isCase = (fault: Fault | Case): fault is Case => 'fault' in fault;

// The checker types of a rule's needs differ from rule to rule and nothing here depends on them.
// eslint-disable-next-line typescript/no-explicit-any
type AnyCheck = Check<any>;

export function prove(check: AnyCheck, proof: Proof): void {
  const rule: Rule = { id: 'conformance/proof/rule', suite: 'conformance', check: check as Check };
  const golden = new Map<string, Recording>();

  describe(check.title, () => {
    test('is silent on the good server, and judges it', async () => {
      const outcomes = await everywhere(check, proof, undefined, (report, place, recording) => {
        const result = only(report, place);
        expect(result.findings, place.name).toEqual([]);
        expect(['pass', 'skip'], `${place.name}: ${trouble(report)}`).toContain(result.outcome);
        if (recording !== undefined) golden.set(place.name, recording);
        return result.outcome;
      });
      if (proof.neverPasses === undefined) expect(outcomes, 'nothing was judged anywhere').toContain('pass');
    });

    for (const [name, fault] of Object.entries(proof.faults))
      test(`catches: ${name}`, async () => {
        await everywhere(check, proof, fault, (report, place, recording) => {
          const result = only(report, place);
          expect(`${place.name}: ${result.outcome} ${result.reason?.note ?? ''} ${trouble(report)}`).toMatch(
            /: (?:fail|warn)/,
          );
          for (const finding of result.findings) expectPlaces(finding.at, recording, place.name);
        });
        const { fault: plain } = isCase(fault) ? fault : { fault };
        if (plain.changes === undefined) return;
        for (const [place, recording] of golden) {
          const revision = recording.revision;
          if (!(isCase(fault) ? (fault.revisions ?? REVISIONS) : REVISIONS).includes(revision)) continue;
          const mutated = changed(recording, plain.changes);
          if (mutated === recording) continue;
          const verdict = judge(rule, mutated, viewsOf(mutated));
          expect(`${place} recorded: ${verdict.outcome}`).toMatch(/: (?:fail|warn)/);
        }
      });

    for (const [name, fault] of Object.entries(proof.stillGood ?? {}))
      test(`accepts: ${name}`, async () => {
        await everywhere(check, proof, fault, (report, place) => {
          const result = only(report, place);
          expect(result.findings, place.name).toEqual([]);
          expect(['pass', 'skip'], `${place.name}: ${trouble(report)}`).toContain(result.outcome);
        });
      });
  });
}

function expectPlaces(
  at: readonly { exchange: string; pointer?: string }[],
  recording: Recording | undefined,
  name: string,
): void {
  expect(at.length, `${name}: a finding without a place`).toBeGreaterThan(0);
  if (recording === undefined) return;
  for (const place of at)
    expect(resolves(recording, place), `${name}: ${place.exchange} ${place.pointer ?? ''} is no place`).toBe(true);
}

const trouble = (report: Report): string =>
  report.faults.map(({ where: at, message }) => `[${at}] ${message}`).join('; ');

function only(report: Report, place: Place): Result {
  const [result] = report.results;
  if (result === undefined) throw new Error(`${place.name}: no verdict; ${trouble(report)}`);
  return result;
}

/** The places of a rule: revisions of its span, over the transports it is for. */
function placesOf(check: AnyCheck, ...circumstances: readonly Circumstances[]): readonly Place[] {
  const inAll = (revision: Revision): boolean =>
    inSpan(revision, check.revisions) && circumstances.every(({ revisions }) => revisions?.includes(revision) ?? true);
  const revisions = REVISIONS.filter(inAll);
  const ends = revisions.filter((revision, index) => {
    const before = revisions[index - 1];
    const after = revisions[index + 1];
    return (
      before === undefined ||
      after === undefined ||
      eraOf(before) !== eraOf(revision) ||
      eraOf(after) !== eraOf(revision)
    );
  });
  const wanted: readonly Transport[] = circumstances.findLast(({ transports }) => transports !== undefined)
    ?.transports ??
    check.transports ?? ['stdio', 'streamable-http'];
  return ends.flatMap((revision) =>
    wanted
      .filter((transport) => transport !== 'http-sse' || revision === '2024-11-05')
      .map((transport) => ({ name: `${revision} ${transport}`, revision, transport })),
  );
}

async function everywhere<T>(
  check: AnyCheck,
  proof: Proof,
  fault: Fault | Case | undefined,
  look: (report: Report, place: Place, recording: Recording | undefined) => T,
): Promise<readonly T[]> {
  const own: Case = fault === undefined ? { fault: {} } : isCase(fault) ? fault : { fault };
  const places = placesOf(check, proof, own);
  expect(places.length, 'no revision and transport to prove this in').toBeGreaterThan(0);
  return Promise.all(
    places.map(async (place) => {
      let recording: Recording | undefined;
      const rules = [{ id: 'conformance/proof/rule', suite: 'conformance', check: check as Check }];
      const report = await auditGood(place, [proof, own], {
        rules,
        inspect: (recordings) => {
          [recording] = recordings;
        },
      });
      return look(report, place, recording);
    }),
  );
}
