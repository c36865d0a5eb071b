// What the rules on canaries share: who planted what, and findings that name the place and never the value.

import { tools } from '../../artifacts/tools.ts';
import { text } from '../../artifacts/listing.ts';
import type { Check, Finding, Severity } from '../../kernel/check.ts';
import type { Recording } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { plantedValue, SURROUNDINGS } from '../canary.ts';
import { OWASP, showsEnvironment } from '../leak-rule.ts';
import type { CanarySeen } from '../leaks.ts';
import { digestOf, leaks, placeOf } from '../leaks.ts';
import { plantedArguments } from '../planted-arguments.ts';

const needs = { leaks, tools, sent: plantedArguments };
type CanaryCheck = Check<typeof needs>;

/** The canary and where it was planted. */
export interface Returned {
  readonly seen: CanarySeen;
  readonly from: string;
}

export interface CanaryRule {
  readonly title: string;
  readonly level: Check['level'];
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
  readonly judge: CanaryCheck['judge'];
}

export const canaryRule = (rule: CanaryRule): CanaryCheck => ({
  ...rule,
  revisions: ALL,
  requirements: [],
  url: () => OWASP,
  tags: ['owasp:MCP01', 'owasp:MCP10'],
  touch: 'passive',
  needs,
});

/** Names of the surroundings in which something was planted, as the runner noted. */
export const plantedAround = (recording: Recording): readonly string[] => {
  const noted = recording.measures['dlp.planted'];
  return Array.isArray(noted) ? noted.filter((one) => typeof one === 'string') : [];
};

/** Canaries of the surroundings that came back. */
export function returned(seen: readonly CanarySeen[], recording: Recording): readonly Returned[] {
  const planted = SURROUNDINGS.map(({ where, name }) => ({
    value: plantedValue(recording.seed, where, name),
    from:
      where === 'environment'
        ? `the environment (${name})`
        : where === 'home'
          ? `its home (${name})`
          : `its directory (${name})`,
  }));
  return seen.flatMap((one) => {
    const known = planted.find(({ value }) => value.startsWith(one.value.slice(0, 16)) && one.value.length >= 16);
    return known === undefined ? [] : [{ seen: one, from: known.from }];
  });
}

type Views = Parameters<CanaryCheck['judge']>[0];

/** The answer of a tool that says it shows the environment. */
export const askedFor = ({ seen: { piece }, from }: Returned, views: Views): boolean => {
  if (!from.startsWith('the environment') || !piece.owner.startsWith('tool ')) return false;
  const name = piece.owner.slice('tool '.length);
  const tool = views.tools.items.find((item) => text(item, 'name') === name);
  return tool !== undefined && showsEnvironment(tool, name, text(tool, 'description') ?? '');
};

export function canaryFindings(found: readonly Returned[], want: string): readonly Finding[] {
  const byKey = new Map<string, Returned>();
  for (const one of found) {
    const { piece } = one.seen;
    const key = `${one.from}:${piece.channel}:${piece.owner}`;
    if (!byKey.has(key)) byKey.set(key, one);
  }
  return [...byKey].map(([key, { seen, from }]) => ({
    at: seen.at,
    got: `the canary of ${from} (digest ${digestOf(seen.value, false)}${seen.how.length === 0 ? '' : `, ${seen.how.join(' in ')}`}) in ${placeOf(seen.piece.channel, seen.piece.owner)}`,
    want,
    key: key.replaceAll(/\s+/g, '-'),
  }));
}
