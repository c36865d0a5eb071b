// Schemas in the vocabulary that json-schema-diff decides exactly (its KEYWORDS.md), or nothing: with any other keyword
// its answer would be about another schema. References are followed here, so that it has none to follow.

import { isObject } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';
import { rootOf } from '../../generation/json-schema.ts';
import type { Root, Schema } from '../../generation/json-schema.ts';
import { canonicalJson } from '../canonical.ts';
import type { Snapshot } from '../snapshot.ts';
import { isAnnotation, isHolder, isSchema } from './resolve.ts';

/** The exact difference of two schemas. */
export interface Vote {
  readonly narrower: boolean;
  readonly wider: boolean;
  readonly by: string;
}

/** Somebody who works such differences out beforehand, since that takes a thread and a deadline. */
export interface Votes {
  readonly votes: (before: unknown, after: unknown) => Vote | undefined;
  prepare(before: Snapshot, after: Snapshot): Promise<void>;
}

const KEYWORDS = new Set([
  ...[
    'type',
    'maximum',
    'exclusiveMaximum',
    'minimum',
    'exclusiveMinimum',
    'maxLength',
    'minLength',
    'maxItems',
    'minItems',
  ],
  ...[
    'maxProperties',
    'minProperties',
    'required',
    'additionalProperties',
    'properties',
    'items',
    'allOf',
    'anyOf',
    'not',
  ],
]);
const LISTS = new Set(['allOf', 'anyOf']);
const SINGLE = new Set(['additionalProperties', 'items', 'not']);
const DEEPEST = 24;
const LONGEST = 20_000;

/** The schema with nothing but decidable keywords and no references; `undefined` where that is not the same schema. */
export function votable(schema: unknown): Schema | undefined {
  if (!isSchema(schema)) return undefined;
  const plain = plainOf(schema, rootOf(schema), 0);
  return plain === undefined || canonicalJson(plain).length > LONGEST ? undefined : plain;
}

function plainOf(schema: unknown, root: Root, depth: number): Schema | undefined {
  if (typeof schema === 'boolean') return schema;
  if (!isObject(schema) || depth > DEEPEST) return undefined;
  if (typeof schema['$ref'] === 'string') {
    const target = root.resolve(schema['$ref']);
    const alone = Object.keys(schema).every((key) => key === '$ref' || isAnnotation(key) || isHolder(key));
    return target === undefined || !alone ? undefined : plainOf(target, root, depth + 1);
  }
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (isAnnotation(key) || isHolder(key)) continue;
    if (!KEYWORDS.has(key)) return undefined;
    const made = memberOf(key, value, root, depth);
    if (made === undefined) return undefined;
    out[key] = made;
  }
  return out as JsonObject;
}

function memberOf(key: string, value: unknown, root: Root, depth: number): unknown {
  if (SINGLE.has(key)) return Array.isArray(value) ? undefined : plainOf(value, root, depth + 1);
  if (LISTS.has(key)) {
    if (!Array.isArray(value)) return undefined;
    const all = value.map((one: unknown) => plainOf(one, root, depth + 1));
    return all.includes(undefined) ? undefined : all;
  }
  if (key !== 'properties') return value;
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value).map(([name, one]) => [name, plainOf(one, root, depth + 1)] as const);
  return entries.some(([, one]) => one === undefined) ? undefined : Object.fromEntries(entries);
}

export const voteKey = (before: unknown, after: unknown): string =>
  `${canonicalJson(before)} → ${canonicalJson(after)}`;
