// The version step that a set of changes asks for (semver.org), and whether the step that was made is at least that.

import type { Change } from './change.ts';

export type Bump = 'none' | 'patch' | 'minor' | 'major';

const ORDER: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

/** What nobody could classify counts as breaking: a caller cannot rely on it. */
export function suggestedBump(changes: readonly Change[]): Bump {
  let bump: Bump = 'none';
  for (const change of changes) {
    const own = bumpOf(change);
    if (ORDER.indexOf(own) > ORDER.indexOf(bump)) bump = own;
  }
  return bump;
}

function bumpOf(change: Change): Bump {
  if (change.rule === 'server-version-changed' || change.rule === 'server-name-changed') return 'none';
  if (change.class === 'breaking' || change.class === 'unclassified') return 'major';
  if (change.class === 'permissions') return change.rule.endsWith('-narrowed') ? 'minor' : 'major';
  return change.class === 'additive' ? 'minor' : 'patch';
}

const VERSION = /^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-[\w.-]{1,100})?(?:\+[\w.-]{1,100})?$/;

/** The step between two versions; `undefined` where one of them is no semantic version or the step goes back. */
export function bumpBetween(before: string, after: string): Bump | undefined {
  const one = VERSION.exec(before);
  const two = VERSION.exec(after);
  if (one === null || two === null) return undefined;
  const steps = [1, 2, 3].map((part) => Number(two[part]) - Number(one[part]));
  const first = steps.findIndex((step) => step !== 0);
  if (first === -1) return before === after ? 'none' : 'patch';
  if ((steps[first] ?? 0) < 0) return undefined;
  // Below 1.0.0 anything may change; by custom the minor number stands for the major one.
  if (one[1] === '0' && two[1] === '0') return first === 1 ? 'major' : 'minor';
  return (['major', 'minor', 'patch'] as const)[first];
}

export const isEnough = (made: Bump, needed: Bump): boolean => ORDER.indexOf(made) >= ORDER.indexOf(needed);
