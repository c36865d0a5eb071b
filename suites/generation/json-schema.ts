// What a tool's schema is before anything is generated from it: dialect, local references, limits on hostile ones.

import type { JsonObject } from '../kernel/recording.ts';
import { isObject } from '../kernel/look.ts';

export type Schema = boolean | JsonObject;

/** Dialects whose keywords we know; `unknown` is never judged (schema.tool-schemas-valid, note). */
export type Dialect = '2020-12' | '2019-09' | 'draft-07' | 'draft-06' | 'unknown';

/** MCP takes a schema without `$schema` as 2020-12 (2025-11-25, basic: JSON Schema usage). */
export function dialectOf(schema: unknown): Dialect {
  const named = isObject(schema) ? schema['$schema'] : undefined;
  if (named === undefined) return '2020-12';
  if (typeof named !== 'string') return 'unknown';
  const found = /json-schema\.org\/(draft\/2020-12|draft\/2019-09|draft-07|draft-06)\/schema#?$/u.exec(named)?.[1];
  return found === undefined ? 'unknown' : (found.replace('draft/', '') as Dialect);
}

/** Keywords whose value is one schema, a list of them, or a map of them: where subschemas live, in every dialect we know. */
const ONE = [
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'items',
  'additionalItems',
  'unevaluatedItems',
  'contains',
  'not',
  'if',
  'then',
  'else',
];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items'];
const MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies'];

const isSchema = (value: unknown): value is Schema => typeof value === 'boolean' || isObject(value);

/** Direct subschemas with the path members that lead to them. */
export function subschemas(schema: Schema): readonly (readonly [path: readonly (string | number)[], schema: Schema])[] {
  if (typeof schema === 'boolean') return [];
  const found: (readonly [readonly (string | number)[], Schema])[] = [];
  for (const key of ONE) if (isSchema(schema[key])) found.push([[key], schema[key]]);
  for (const key of LISTS) {
    const list = schema[key];
    if (Array.isArray(list)) for (const [i, s] of list.entries()) if (isSchema(s)) found.push([[key, i], s]);
  }
  for (const key of MAPS) {
    const map = schema[key];
    if (isObject(map)) for (const [name, s] of Object.entries(map)) if (isSchema(s)) found.push([[key, name], s]);
  }
  return found;
}

export interface Root {
  readonly schema: Schema;
  readonly dialect: Dialect;
  /** Local references only: a remote one is `undefined`, nothing is ever fetched. */
  resolve(ref: string): Schema | undefined;
  /** Whether the target of a reference can reach itself again. */
  recursive(ref: string): boolean;
  /** Schemas that may still be looked into on behalf of this document: branches of branches multiply. */
  readonly steps: { left: number };
}

/** Published schemas take some hundreds. */
const STEPS = 200_000;

export interface Limits {
  readonly depth: number;
  readonly nodes: number;
}

/** Far above what published servers need (12 KB, depth 9 in the captures), low enough that a hostile schema costs nothing. */
export const LIMITS: Limits = { depth: 64, nodes: 20_000 };

/** Why a schema is too much to work with, or `undefined`. Counts every value, not only schemas: enums can be bombs too. */
export function excessive(value: unknown, limits: Limits = LIMITS): string | undefined {
  let nodes = 0;
  const stack: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    nodes += 1;
    if (top.depth > limits.depth) return `nested deeper than ${limits.depth}`;
    if (nodes > limits.nodes) return `more than ${limits.nodes} values`;
    if (typeof top.value !== 'object' || top.value === null) continue;
    for (const inner of Object.values(top.value)) stack.push({ value: inner, depth: top.depth + 1 });
  }
  return undefined;
}

/** Follows a JSON pointer; members only, never a prototype. */
export function follow(value: unknown, fragment: string): unknown {
  let here = value;
  for (const token of fragment.split('/').slice(1)) {
    const key = decode(token).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}

function decode(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

/** Anchors and ids of a document, each to its subschema. */
function names(schema: Schema): Map<string, Schema> {
  const found = new Map<string, Schema>();
  const seen = new Set<Schema>();
  const walk = (at: Schema): void => {
    if (typeof at === 'boolean' || seen.has(at)) return;
    seen.add(at);
    for (const key of ['$anchor', '$dynamicAnchor'])
      if (typeof at[key] === 'string' && !found.has(`#${at[key]}`)) found.set(`#${at[key]}`, at);
    const id = at['$id'];
    if (typeof id === 'string') found.set(id.endsWith('#') && id.length > 1 ? id.slice(0, -1) : id, at);
    for (const [, inner] of subschemas(at)) walk(inner);
  };
  walk(schema);
  return found;
}

export function rootOf(schema: Schema): Root {
  let known: Map<string, Schema> | undefined;
  const cyclic = new Map<string, boolean>();
  const resolve = (ref: string): Schema | undefined => {
    if (ref === '#' || ref === '') return schema;
    if (ref.startsWith('#/')) {
      const target = follow(schema, ref.slice(1));
      return isSchema(target) ? target : undefined;
    }
    known ??= names(schema);
    const direct = known.get(ref);
    if (direct !== undefined) return direct;
    const [id = '', fragment = ''] = ref.split('#');
    const document = known.get(id) ?? [...known].find(([name]) => id !== '' && name.endsWith(`/${id}`))?.[1];
    if (document === undefined) return undefined;
    const target = fragment === '' ? document : follow(document, fragment);
    return isSchema(target) ? target : undefined;
  };
  const recursive = (ref: string): boolean => {
    const before = cyclic.get(ref);
    if (before !== undefined) return before;
    const target = resolve(ref);
    const is = target !== undefined && reaches(target, target, resolve);
    cyclic.set(ref, is);
    return is;
  };
  return { schema, dialect: dialectOf(schema), resolve, recursive, steps: { left: STEPS } };
}

/** The reference of a schema in any dialect; `$dynamicRef` is taken as `$ref`, the residual filter decides what it meant. */
export function refOf(schema: JsonObject): string | undefined {
  for (const key of ['$ref', '$dynamicRef', '$recursiveRef']) if (typeof schema[key] === 'string') return schema[key];
  return undefined;
}

function reaches(from: Schema, goal: Schema, resolve: (ref: string) => Schema | undefined): boolean {
  const seen = new Set<Schema>();
  const stack: Schema[] = [from];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (typeof at === 'boolean') continue;
    const ref = refOf(at);
    const next = subschemas(at).map(([, inner]) => inner);
    const target = ref === undefined ? undefined : resolve(ref);
    if (target !== undefined) next.push(target);
    for (const inner of next) {
      if (inner === goal) return true;
      if (!seen.has(inner)) {
        seen.add(inner);
        stack.push(inner);
      }
    }
  }
  return false;
}
