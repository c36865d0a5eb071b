// Types and listed values: which kinds of values, and which values of them, are admitted before and after.

import type { JsonObject } from '../../kernel/recording.ts';
import { same } from '../canonical.ts';
import type { Path, Walk } from './compare.ts';
import { put } from './compare.ts';
import { holds, typeOfValue, typesOf, valuesOf } from './resolve.ts';
import type { TypeName } from './resolve.ts';

const show = (values: readonly unknown[]): string =>
  values
    .slice(0, 6)
    .map((value) => JSON.stringify(value))
    .join(', ') + (values.length > 6 ? `, … (${values.length})` : '');

const names = (types: Iterable<TypeName>): string =>
  [...types].map((type) => (type === 'fraction' ? 'number' : type)).join(', ');

/** `false` where nothing below can be compared: the kinds of values have nothing in common. */
export function compareTypes(walk: Walk, before: JsonObject, after: JsonObject, path: Path): boolean {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  if (old !== undefined && now !== undefined) {
    compareValues(walk, old, now, path);
    return true;
  }
  if (old === undefined && now !== undefined) {
    listAdded(walk, before, now, path);
    return true;
  }
  if (old !== undefined) {
    listRemoved(walk, old, after, path);
    return true;
  }
  return compareKinds(walk, before, after, path);
}

function compareValues(walk: Walk, old: readonly unknown[], now: readonly unknown[], path: Path): void {
  const gone = old.filter((value) => !holds(now, value));
  const come = now.filter((value) => !holds(old, value));
  const at = [...path, 'enum'];
  if (gone.length > 0)
    put(walk, at, 'value-removed', 'narrower', `no longer a value: ${show(gone)}`, { before: gone, after: now });
  if (come.length > 0)
    put(walk, at, 'value-added', 'wider', `a further value: ${show(come)}`, { before: old, after: come });
}

/** A list of values where every value of a type was good. A list that names all of a finite type takes nothing away. */
function listAdded(walk: Walk, before: JsonObject, now: readonly unknown[], path: Path): void {
  const types = typesOf(before);
  const come = now.filter((value) => !types.has(typeOfValue(value)));
  if (!coversAll(types, now))
    put(walk, [...path, 'enum'], 'values-listed', 'narrower', `only these values any more: ${show(now)}`, {
      after: now,
    });
  if (come.length > 0)
    put(walk, [...path, 'type'], 'type-widened', 'wider', `also accepts ${show(come)}`, { after: come });
}

function listRemoved(walk: Walk, old: readonly unknown[], after: JsonObject, path: Path): void {
  const types = typesOf(after);
  const gone = old.filter((value) => !types.has(typeOfValue(value)));
  if (!coversAll(types, old))
    put(walk, [...path, 'enum'], 'values-unlisted', 'wider', 'any value of the type, not only the listed ones', {
      before: old,
    });
  if (gone.length > 0)
    put(walk, [...path, 'type'], 'type-narrowed', 'narrower', `no longer accepts ${show(gone)}`, { before: gone });
}

const coversAll = (types: ReadonlySet<TypeName>, values: readonly unknown[]): boolean =>
  [...types].every(
    (type) =>
      (type === 'null' && holds(values, null)) || (type === 'boolean' && holds(values, true) && holds(values, false)),
  );

function compareKinds(walk: Walk, before: JsonObject, after: JsonObject, path: Path): boolean {
  const [old, now] = [typesOf(before), typesOf(after)];
  const gone = [...old].filter((type) => !now.has(type));
  const come = [...now].filter((type) => !old.has(type));
  const at = [...path, 'type'];
  const more = { before: before['type'], after: after['type'] };
  if (gone.length > 0 && come.length > 0)
    put(walk, at, 'type-changed', 'both', `was ${names(old)}, is ${names(now)}`, more);
  else if (gone.length > 0) put(walk, at, 'type-narrowed', 'narrower', `no longer accepts ${names(gone)}`, more);
  else if (come.length > 0) put(walk, at, 'type-widened', 'wider', `also accepts ${names(come)}`, more);
  else if (!same(before['type'], after['type'])) return true;
  return [...old].some((type) => now.has(type));
}
