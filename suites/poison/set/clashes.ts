// Names that stand for two things, within one server or across the servers of one configuration.

import { unconfused } from '../text/confusables.ts';
import { revealed } from '../text/invisible.ts';

export interface Named {
  readonly name: string;
  readonly definition: unknown;
}

export interface Clash<T extends Named> {
  readonly one: T;
  readonly other: T;
  readonly how: string;
}

/** The name as a hasty reader takes it: invisible characters dropped, lookalikes replaced. */
const seenAs = (name: string): string => unconfused(revealed(name));

/** Pairs within one list: the same name defined differently, or names that only look the same. */
export function nameClashes<T extends Named>(tools: readonly T[]): readonly Clash<T>[] {
  const clashes: Clash<T>[] = [];
  const first = new Map<string, T>();
  for (const tool of tools) {
    const key = seenAs(tool.name);
    const known = first.get(key);
    if (known === undefined) first.set(key, tool);
    else if (known.name !== tool.name)
      clashes.push({ one: known, other: tool, how: 'different characters that look the same' });
    else if (JSON.stringify(known.definition) !== JSON.stringify(tool.definition))
      clashes.push({ one: known, other: tool, how: 'one name, two definitions' });
  }
  return clashes;
}

export interface Served extends Named {
  readonly server: string;
}

const squeezed = (name: string): string =>
  seenAs(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');

/** Pairs across servers: equal names, or names that differ in case, separators or lookalike letters alone. */
export function crossServerClashes<T extends Served>(tools: readonly T[]): readonly Clash<T>[] {
  const clashes: Clash<T>[] = [];
  const groups = new Map<string, T[]>();
  for (const tool of tools) {
    const key = squeezed(tool.name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [tool]);
    else group.push(tool);
  }
  for (const group of groups.values()) {
    const [one] = group;
    for (const other of group.slice(1)) {
      if (one === undefined || other.server === one.server) continue;
      const how = one.name === other.name ? 'the same name in two servers' : 'names that look the same in two servers';
      clashes.push({ one, other, how });
    }
  }
  return clashes;
}
