// Unions and intersections: branches are paired by what they say, then compared, added or removed.

import { isObject } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';
import { canonicalJson, same } from '../canonical.ts';
import type { Path, Walk } from './compare.ts';
import { put } from './compare.ts';
import { plainForm, typesOf } from './resolve.ts';
import type { Side } from './resolve.ts';

export function compareBranches(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  for (const key of ['allOf', 'anyOf', 'oneOf']) {
    const [old, now] = [listAt(before, key), listAt(after, key)];
    if (old.length === 0 && now.length === 0) continue;
    const at = [...path, key];
    if (key !== 'allOf' && (old.length === 0 || now.length === 0)) {
      put(
        walk,
        at,
        old.length === 0 ? 'union-added' : 'union-removed',
        'unknown',
        `${key} ${old.length === 0 ? 'came' : 'went'}`,
        {
          pair: [before, after],
        },
      );
      continue;
    }
    compareLists(walk, { old, now, at, key, before, after });
  }
}

interface Lists {
  readonly old: readonly unknown[];
  readonly now: readonly unknown[];
  readonly at: Path;
  readonly key: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

const listAt = (schema: JsonObject, key: string): readonly unknown[] =>
  Array.isArray(schema[key]) ? (schema[key] as readonly unknown[]) : [];

function compareLists(walk: Walk, lists: Lists): void {
  const { at, key } = lists;
  const { pairs, gone, come } = pair(lists.old, lists.now, walk);
  for (const [index, one, other] of pairs) walk.compare(one, other, [...at, index]);
  const more = { pair: [lists.before, lists.after] as const };
  for (const branch of come) {
    if (key === 'allOf') put(walk, at, 'branch-added', 'narrower', 'a further demand', { after: branch });
    else if (key === 'anyOf' || isDisjoint(branch, lists.now, walk.after))
      put(walk, at, 'branch-added', 'wider', 'a further alternative', { after: branch });
    else
      put(walk, at, 'branch-added', 'unknown', 'a further alternative that may overlap others', {
        ...more,
        after: branch,
      });
  }
  for (const branch of gone) {
    if (key === 'allOf') put(walk, at, 'branch-removed', 'wider', 'a demand less', { before: branch });
    else if (key === 'oneOf' && !isDisjoint(branch, lists.old, walk.before))
      put(walk, at, 'branch-removed', 'unknown', 'an alternative less that overlapped others', {
        ...more,
        before: branch,
      });
    else if (isCovered(branch, lists.now, walk))
      put(walk, at, 'branch-removed', 'unknown', 'an alternative less that others may cover', {
        ...more,
        before: branch,
      });
    else put(walk, at, 'branch-removed', 'narrower', 'an alternative less', { before: branch });
  }
}

type Paired = readonly [index: number, before: unknown, after: unknown];

/** Equal branches first, then those with the same mark (reference, constant member, title, type), then what is left in order. */
function pair(
  old: readonly unknown[],
  now: readonly unknown[],
  walk: Walk,
): { readonly pairs: readonly Paired[]; readonly gone: readonly unknown[]; readonly come: readonly unknown[] } {
  const pairs: Paired[] = [];
  let left = [...old];
  let right = now.map((branch, index) => ({ branch, index }));
  const match = (keyOf: (branch: unknown, side: Side) => string | undefined): void => {
    for (const one of [...left]) {
      const mark = keyOf(one, walk.before);
      if (mark === undefined || left.filter((other) => keyOf(other, walk.before) === mark).length > 1) continue;
      const found = right.filter(({ branch }) => keyOf(branch, walk.after) === mark);
      const [only] = found;
      if (found.length !== 1 || only === undefined) continue;
      pairs.push([only.index, one, only.branch]);
      left = left.filter((other) => other !== one);
      right = right.filter((other) => other !== only);
    }
  };
  match((branch) => canonicalJson(branch));
  for (const mark of MARKS) match(mark);
  if (left.length === 1 && right.length === 1 && right[0] !== undefined) {
    pairs.push([right[0].index, left[0], right[0].branch]);
    return { pairs, gone: [], come: [] };
  }
  return { pairs, gone: left, come: right.map(({ branch }) => branch) };
}

const MARKS: readonly ((branch: unknown, side: Side) => string | undefined)[] = [
  (branch) => (isObject(branch) && typeof branch['$ref'] === 'string' ? branch['$ref'] : undefined),
  (branch, side) => discriminator(plainForm(branch, side)),
  (branch) => (isObject(branch) && typeof branch['title'] === 'string' ? branch['title'] : undefined),
  (branch, side) => {
    const plain = plainForm(branch, side);
    return isObject(plain) && plain['type'] !== undefined ? canonicalJson(plain['type']) : undefined;
  },
];

/** `"kind": {"const": "circle"}` tells alternatives apart. */
function discriminator(schema: unknown): string | undefined {
  const properties = isObject(schema) ? schema['properties'] : undefined;
  if (!isObject(properties)) return undefined;
  const marks = Object.entries(properties).flatMap(([name, inner]) => {
    if (!isObject(inner)) return [];
    const values = inner['const'] === undefined ? inner['enum'] : [inner['const']];
    return Array.isArray(values) && values.length === 1 ? [`${name}=${JSON.stringify(values[0])}`] : [];
  });
  return marks.length === 0 ? undefined : marks.join('&');
}

/** No value fits both this branch and another, as far as types and discriminators tell. */
function isDisjoint(branch: unknown, all: readonly unknown[], side: Side): boolean {
  const own = plainForm(branch, side);
  if (!isObject(own)) return false;
  return all.every((other) => {
    if (other === branch || same(other, branch)) return true;
    const plain = plainForm(other, side);
    if (!isObject(plain)) return false;
    const types = typesOf(plain);
    if ([...typesOf(own)].every((type) => !types.has(type))) return true;
    const marks = [discriminator(own), discriminator(plain)];
    return (
      marks[0] !== undefined &&
      marks[1] !== undefined &&
      marks[0] !== marks[1] &&
      marks[0].split('=')[0] === marks[1].split('=')[0]
    );
  });
}

/** Another branch admits the same types, so that the values of this one may still pass. */
function isCovered(branch: unknown, now: readonly unknown[], walk: Walk): boolean {
  const own = plainForm(branch, walk.before);
  if (!isObject(own)) return now.length > 0;
  return now.some((other) => {
    const plain = plainForm(other, walk.after);
    if (!isObject(plain)) return plain;
    const types = typesOf(plain);
    return [...typesOf(own)].some((type) => types.has(type));
  });
}
