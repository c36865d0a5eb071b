// Members of objects and items of arrays: what may be there, what must be, and what each may hold.

import { isObject } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';
import { same } from '../canonical.ts';
import type { Path, Walk } from './compare.ts';
import { put } from './compare.ts';
import { isSchema, typesOf } from './resolve.ts';

export function compareMembers(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  const admits = (type: 'object' | 'array'): boolean => typesOf(before).has(type) && typesOf(after).has(type);
  if (admits('object')) {
    compareProperties(walk, before, after, path);
    compareRequired(walk, before, after, path);
    compareNamedSchemas(walk, before, after, path, 'patternProperties');
    compareOthers(walk, before, after, path, 'additionalProperties');
    compareOthers(walk, before, after, path, 'unevaluatedProperties');
    compareOptional(walk, before, after, path, 'propertyNames');
    compareDependents(walk, before, after, path);
  }
  if (admits('array')) compareItems(walk, before, after, path);
}

const objectAt = (schema: JsonObject, key: string): JsonObject => (isObject(schema[key]) ? schema[key] : {});

export const requiredOf = (schema: JsonObject): readonly string[] =>
  Array.isArray(schema['required'])
    ? (schema['required'] as readonly unknown[]).filter((name) => typeof name === 'string')
    : [];

/** Whether members that are not named are refused. */
const isClosed = (schema: JsonObject): boolean =>
  schema['additionalProperties'] === false || schema['unevaluatedProperties'] === false;

/** Whether members that are not named must have a certain shape. */
const isShaped = ({ additionalProperties: others }: JsonObject): boolean =>
  isObject(others) && Object.keys(others).length > 0;

function compareProperties(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  const [old, now] = [objectAt(before, 'properties'), objectAt(after, 'properties')];
  for (const [name, schema] of Object.entries(now)) {
    const at = [...path, 'properties', name];
    if (Object.hasOwn(old, name)) walk.compare(old[name], schema, at);
    else if (schema === false)
      put(walk, at, 'property-forbidden', isClosed(before) ? 'text' : 'narrower', `"${name}" is forbidden`);
    else if (isClosed(before))
      put(walk, at, 'property-added', 'wider', `"${name}" is new; others were refused before`, { after: schema });
    else {
      put(walk, at, 'property-added', 'refined', `"${name}" is new`, { after: schema });
      // It had a shape already, that of all members without a name.
      if (isShaped(before)) walk.compare(before['additionalProperties'], schema, at);
    }
  }
  for (const [name, schema] of Object.entries(old)) {
    if (Object.hasOwn(now, name)) continue;
    const at = [...path, 'properties', name];
    const effect = isClosed(after) ? (schema === false ? 'text' : 'narrower') : 'loosened';
    put(walk, at, 'property-removed', effect, `"${name}" is gone`, { before: schema });
    if (isShaped(after)) walk.compare(schema, after['additionalProperties'], at);
  }
}

function compareRequired(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  const [old, now] = [requiredOf(before), requiredOf(after)];
  const known = objectAt(before, 'properties');
  for (const name of now) {
    if (old.includes(name)) continue;
    const isNew = !Object.hasOwn(known, name);
    const rule = isNew ? 'required-property-added' : 'property-became-required';
    put(walk, [...path, 'required'], rule, 'narrower', `"${name}" must be given`, { after: name });
  }
  for (const name of old)
    if (!now.includes(name))
      put(walk, [...path, 'required'], 'property-became-optional', 'wider', `"${name}" may be left out`, {
        before: name,
      });
}

/** Schemas by pattern: a new one constrains, a gone one frees. */
function compareNamedSchemas(walk: Walk, before: JsonObject, after: JsonObject, path: Path, key: string): void {
  const [old, now] = [objectAt(before, key), objectAt(after, key)];
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const at = [...path, key, name];
    if (!Object.hasOwn(old, name))
      put(
        walk,
        at,
        'pattern-property-added',
        isClosed(before) ? 'wider' : 'narrower',
        `members matching ${name} have a shape`,
      );
    else if (!Object.hasOwn(now, name))
      put(
        walk,
        at,
        'pattern-property-removed',
        isClosed(after) ? 'narrower' : 'wider',
        `members matching ${name} have no shape`,
      );
    else walk.compare(old[name], now[name], at);
  }
}

/** What members or items may hold that nothing else names; absent means anything. */
function compareOthers(walk: Walk, before: JsonObject, after: JsonObject, path: Path, key: string): void {
  const [old, now] = [before[key] ?? true, after[key] ?? true];
  if (same(old, now)) return;
  const at = [...path, key];
  const what = key.endsWith('Items') || key === 'items' ? 'further items' : 'other members';
  const open = (schema: unknown): boolean => schema === true || (isObject(schema) && Object.keys(schema).length === 0);
  if (open(old) && open(now)) return;
  if (now === false) put(walk, at, 'others-refused', 'narrower', `${what} are refused`, { before: old, after: now });
  else if (old === false) put(walk, at, 'others-allowed', 'wider', `${what} are allowed`, { before: old, after: now });
  else if (open(old))
    put(walk, at, 'others-constrained', 'narrower', `${what} have a shape`, { before: old, after: now });
  else if (open(now)) put(walk, at, 'others-freed', 'wider', `${what} may be anything`, { before: old, after: now });
  else walk.compare(old, now, at);
}

function compareOptional(walk: Walk, before: JsonObject, after: JsonObject, path: Path, key: string): void {
  const [old, now] = [before[key], after[key]];
  if (same(old, now)) return;
  const at = [...path, key];
  if (old === undefined) put(walk, at, `${key}-added`, 'narrower', `${key} constrains`, { after: now });
  else if (now === undefined) put(walk, at, `${key}-removed`, 'wider', `${key} no longer constrains`, { before: old });
  else if (isSchema(old) && isSchema(now)) walk.compare(old, now, at);
}

function compareDependents(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  for (const key of ['dependentRequired', 'dependentSchemas', 'dependencies']) {
    const [old, now] = [objectAt(before, key), objectAt(after, key)];
    for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
      const [one, other] = [old[name], now[name]];
      if (same(one, other)) continue;
      const at = [...path, key, name];
      if (one === undefined) put(walk, at, 'dependency-added', 'narrower', `"${name}" demands more`, { after: other });
      else if (other === undefined)
        put(walk, at, 'dependency-removed', 'wider', `"${name}" demands less`, { before: one });
      else if (Array.isArray(one) && Array.isArray(other)) compareNames(walk, one, other, at);
      else if (isSchema(one) && isSchema(other)) walk.compare(one, other, at);
      else
        put(walk, at, 'dependency-changed', 'unknown', `"${name}" demands something else`, { pair: [before, after] });
    }
  }
}

function compareNames(walk: Walk, old: readonly unknown[], now: readonly unknown[], path: Path): void {
  const come = now.filter((name) => !old.includes(name));
  const gone = old.filter((name) => !now.includes(name));
  if (come.length > 0) put(walk, path, 'dependency-added', 'narrower', `also demands ${come.join(', ')}`);
  if (gone.length > 0) put(walk, path, 'dependency-removed', 'wider', `no longer demands ${gone.join(', ')}`);
}

function compareItems(walk: Walk, before: JsonObject, after: JsonObject, path: Path): void {
  const prefix = (schema: JsonObject): readonly unknown[] =>
    Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as readonly unknown[]) : [];
  const [old, now] = [prefix(before), prefix(after)];
  const rest = (schema: JsonObject): unknown => schema['items'] ?? true;
  for (let index = 0; index < Math.max(old.length, now.length); index += 1)
    walk.compare(old[index] ?? rest(before), now[index] ?? rest(after), [...path, 'prefixItems', index]);
  compareOthers(walk, before, after, path, 'items');
  compareOthers(walk, before, after, path, 'unevaluatedItems');
  compareOptional(walk, before, after, path, 'contains');
  for (const key of ['minContains', 'maxContains']) {
    const [one, other] = [before[key], after[key]];
    if (same(one, other) || before['contains'] === undefined || after['contains'] === undefined) continue;
    const fallback = key === 'minContains' ? 1 : Number.POSITIVE_INFINITY;
    const [low, high] = [typeof one === 'number' ? one : fallback, typeof other === 'number' ? other : fallback];
    if (low === high) continue;
    const narrower = key === 'minContains' ? high > low : high < low;
    put(
      walk,
      [...path, key],
      narrower ? 'limit-tightened' : 'limit-relaxed',
      narrower ? 'narrower' : 'wider',
      `${key} ${low} → ${high}`,
    );
  }
}
