// Differences between two views of one server that a reader would call differences: what counts time or names a session
// does not.

import type { Finding, Where } from '../../kernel/check.ts';
import { at, isObject, member } from '../../kernel/look.ts';
import type { Change } from '../change.ts';
import { changeKey } from '../change.ts';
import { compareSnapshots } from '../compare.ts';
import { comparable } from './other-session.ts';
import type { View } from './other-session.ts';
import type { Snapshot } from '../snapshot.ts';
import { showDiff } from '../text/words.ts';

export const differences = (one: View, two: View): readonly Change[] => snapshotDifferences(one.snapshot, two.snapshot);

export function snapshotDifferences(one: Snapshot, two: Snapshot): readonly Change[] {
  return compareSnapshots(comparable(one), comparable(two), { searches: { left: 0 } }).filter(
    (change) => !isVolatile(change) && change.rule !== 'revision-older' && change.rule !== 'revision-newer',
  );
}

/** Nothing but numbers, dates and identifiers changed in a text: a clock, a counter, the name of a session. */
function isVolatile(change: Change): boolean {
  if (change.words === undefined) return false;
  const words = [...change.words.added, ...change.words.removed];
  return (
    words.length > 0 &&
    words.every((word) => /\d/.test(word)) &&
    change.words.added.length === change.words.removed.length
  );
}

export function findingOf(change: Change, view: View, how: string): Finding {
  return {
    at: [placeOf(change, view)],
    got: `${how}, ${wordsOf(change)}`,
    want: 'the same definitions for everybody, at any time, unless a list change is announced',
    severity: change.class === 'wording' ? 'medium' : 'high',
    key: changeKey(change),
  };
}

/** Who differs and how, for a person. */
export function wordsOf(change: Change): string {
  const words = change.words === undefined ? '' : `: ${showDiff(change.words).slice(0, 300)}`;
  const who = change.kind === 'server' ? 'the server' : `${change.kind} "${change.name}"`;
  return `${who}: ${change.detail}${words}`;
}

function placeOf(change: Change, view: View): Where {
  const item = view.items.find((one) => isObject(one.value) && member(one.value, 'name') === change.name);
  if (change.kind !== 'server' && item !== undefined) return item.where;
  if (change.kind === 'server' && view.opening !== undefined) return at(view.opening, 'result');
  return at(view.pages[0], 'result');
}
