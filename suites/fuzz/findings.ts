// Findings of one kind: one for each cause in each tool, shown with the smallest input that was found.

import type { Finding, Judged } from '../kernel/check.ts';
import { at, brief } from '../kernel/look.ts';
import type { Campaign, Seen } from './campaign.ts';
import { argumentsOf } from '../generation/calls.ts';
import type { SymptomKind } from './symptoms.ts';

export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/gu, '')
    .slice(0, 80);

/** The arguments of a finding as they would be typed again. */
export const shown = (seen: Pick<Seen, 'exchange'>): string => {
  const given = argumentsOf(seen.exchange);
  return given === undefined ? 'no arguments' : brief(given, 120);
};

/** Names the tool and the cause: the same from run to run. */
export const keyOf = (subject: { readonly name: string }, symptom: { readonly cause: string }): string =>
  `${subject.name}.${slug(symptom.cause)}`;

function findingOf(seen: Seen): Finding {
  const { exchange, subject, symptom } = seen;
  return {
    at: [at(exchange, ...symptom.pointer)],
    got: `${subject.name} with ${shown(seen)}: ${symptom.got}`,
    want: symptom.want,
    key: keyOf(subject, symptom),
    ...(symptom.severity === undefined ? {} : { severity: symptom.severity }),
  };
}

/** Judges one kind over the whole campaign. */
export function judgeKind(campaign: Campaign, kind: SymptomKind, judged = campaign.cases.length): Judged {
  const best = new Map<string, Seen>();
  for (const seen of campaign.seen) {
    if (seen.symptom.kind !== kind) continue;
    const id = `${seen.subject.name} ${seen.symptom.cause}`;
    const known = best.get(id);
    if (known === undefined || (seen.minimal && !known.minimal)) best.set(id, seen);
  }
  return { seen: judged, findings: [...best.values()].map(findingOf), note: campaign.note };
}
