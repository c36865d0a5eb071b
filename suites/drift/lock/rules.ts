// One rule for each kind of difference, so that each has its own level, words and waivers.

import type { Check } from '../../kernel/check.ts';
import type { Change } from '../change.ts';
import type { Votes } from '../schema/vote.ts';
import { driftArtifact, knownCheck, lockCheck } from './lock-check.ts';
import type { Accepted, LockRule } from './lock-check.ts';

const says = (change: Change): boolean =>
  change.judgement !== undefined &&
  !change.judgement.cosmetic &&
  (change.judgement.instructions || change.judgement.sideEffects || change.judgement.permissions);

const RENEW = 'Compare the two versions, and accept the new one with assay drift accept once someone has read it.';

/** By the last part of the rule's id. */
export const LOCK_RULES = {
  breaking: {
    title: 'Nothing that callers relied on has been taken away since the lock',
    level: 'must',
    why: 'A call that was right when the lock was written is refused now, or its answer may hold what nobody was told to expect.',
    fix: `Bring back what was there, or raise the major version and tell callers. ${RENEW}`,
    of: (change) => change.class === 'breaking',
  },
  permissions: {
    title: 'No tool does more than it said when the lock was written',
    level: 'must',
    why: 'Hosts decide by annotations what to run without asking. A tool that stops being read-only keeps the trust it was given before.',
    fix: `Check what the tool does now and whether the people who approved it know. ${RENEW}`,
    of: (change) => change.class === 'permissions',
  },
  unclassified: {
    title: 'No difference from the lock is left that nobody can classify',
    level: 'must',
    why: 'What cannot be classified may break callers as well as not. Passing it over would call it compatible.',
    fix: `Look at the two versions side by side and decide. ${RENEW}`,
    of: (change) => change.class === 'unclassified',
  },
  orders: {
    title: 'No text has gained or lost orders, effects or permissions since the lock',
    level: 'must',
    why: 'Models act on descriptions. A changed "must", "delete" or "admin" changes what they do with no line of code changed: the way of a rug pull.',
    fix: `Read the words that came and went. ${RENEW}`,
    of: (change) => change.class === 'wording' && says(change),
  },
  wording: {
    title: 'Texts read as they did when the lock was written',
    level: 'should',
    why: 'Each word of a description is part of a prompt and moves which tool a model chooses and what it passes.',
    fix: RENEW,
    of: (change) => change.class === 'wording' && !says(change),
  },
  additions: {
    title: 'Nothing is there that the lock does not know',
    level: 'should',
    why: 'New tools and members break nobody, and nobody has reviewed them.',
    fix: RENEW,
    of: (change) => change.class === 'additive',
  },
} as const satisfies Readonly<Record<string, LockRule>>;

export type LockRuleName = keyof typeof LOCK_RULES;

/** All rules that hold a recording to what was accepted, by id. */
export function lockChecks(accepted: Accepted, votes?: Votes): readonly (readonly [id: string, check: Check])[] {
  const drift = driftArtifact(accepted, votes);
  const compared = Object.entries(LOCK_RULES).map(
    ([name, rule]) => [`drift/lock/${name}`, lockCheck(rule, drift)] as const,
  );
  return [...compared, ['drift/lock/known', knownCheck(drift)]];
}
