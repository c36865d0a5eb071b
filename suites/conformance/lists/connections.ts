// From 2026-07-28 a list depends on neither the connection nor what else was asked on it.

import type { ListAgain, Snapshot } from '../../artifacts/lists-again.ts';
import { differencesOf, nameOf, ROUNDS } from '../../artifacts/lists-again.ts';
import type { Finding, Judged } from '../../kernel/check.ts';

type Capability = 'tools' | 'resources' | 'prompts';

const ofCapability = (again: readonly ListAgain[], capability: Capability): readonly ListAgain[] =>
  again.filter((one) => one.kind.capability === capability && one.first !== undefined);

interface Round {
  readonly here: Snapshot;
  readonly there: Snapshot;
}

/** The rounds of the connection that was compared last: it had the fewest other requests. */
function rounds(list: ListAgain): readonly Round[] {
  const { lane } = list.fresh.at(-1) ?? {};
  return list.same.flatMap((here) => {
    const there = list.fresh.find((one) => one.round === here.round && one.lane === lane);
    return there === undefined ? [] : [{ here, there }];
  });
}

function finding(list: ListAgain, from: Snapshot, to: Snapshot, words: string): Finding {
  const differences = differencesOf(from, to);
  return {
    at: differences.slice(0, 3).map((one) => one.where),
    got: `${words}: ${differences
      .slice(0, 3)
      .map((one) => one.text)
      .join('; ')}`,
    want: 'the same list',
    key: list.kind.method,
  };
}

/**
 * The lists of two connections at the same time. Where requests on the first connection are what changed it, the
 * difference is a side effect (`judgeSideEffects`); here it counts where the fresh one differs from what the first saw
 * at its beginning too.
 */
export function judgeSameOnEveryConnection(again: readonly ListAgain[], capability: Capability): Judged {
  const findings: Finding[] = [];
  let seen = 0;
  for (const list of ofCapability(again, capability)) {
    const pairs = rounds(list);
    if (pairs.length === 0) continue;
    seen += 1;
    const [last] = pairs.slice(-1);
    const lasting = pairs.length >= ROUNDS && pairs.every(({ here, there }) => differencesOf(here, there).length > 0);
    if (!lasting || last === undefined || list.first === undefined) continue;
    if (differencesOf(list.first, last.there).length > 0)
      findings.push(finding(list, last.here, last.there, 'two connections are shown different lists'));
  }
  return { seen, findings, note: 'the list was not read in full on two connections' };
}

/** The list of the first connection changed while requests were made on it, and that of a fresh one did not. */
export function judgeSideEffects(again: readonly ListAgain[], capability: Capability): Judged {
  const findings: Finding[] = [];
  let seen = 0;
  for (const list of ofCapability(again, capability)) {
    const pairs = rounds(list);
    if (pairs.length === 0 || list.first === undefined) continue;
    seen += 1;
    const { first } = list;
    const lasting = pairs.length >= ROUNDS && pairs.every(({ here, there }) => differencesOf(here, there).length > 0);
    const last = pairs.at(-1);
    if (!lasting || last === undefined) continue;
    if (differencesOf(first, last.here).length > 0 && differencesOf(first, last.there).length === 0)
      findings.push(finding(list, first, last.here, 'other requests on the connection changed the list'));
  }
  return { seen, findings, note: 'the list was not read in full before and after other requests' };
}

/** The order of entries whenever the set of them is the same. */
export function judgeOrder(again: readonly ListAgain[], capability: Capability): Judged {
  const findings: Finding[] = [];
  let seen = 0;
  for (const list of ofCapability(again, capability)) {
    const { first } = list;
    if (first === undefined || first.items.length < 2) continue;
    const others = [...list.same, ...list.fresh].filter((one) => differencesOf(first, one).length === 0);
    if (others.length === 0) continue;
    seen += 1;
    const order = first.items.map(nameOf);
    const moved = others.find((one) => one.items.map(nameOf).join('\n') !== order.join('\n'));
    if (moved === undefined) continue;
    const index = moved.items.findIndex((item, place) => nameOf(item) !== order[place]);
    findings.push({
      at: [first.items[index], moved.items[index]].flatMap((item) => (item === undefined ? [] : [item.where])),
      got: `place ${index + 1} is ${order[index] ?? 'empty'} once and ${nameOf(moved.items[index] ?? moved.items[0]!)} another time`,
      want: 'the same order while the list is unchanged',
      key: list.kind.method,
    });
  }
  return { seen, findings, note: 'fewer than two entries, or the list was not read twice' };
}
