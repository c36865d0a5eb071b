// How often a schema has one value looked at once its references are written out: forty definitions can say a million million.

import { type Root, type Schema, refOf, rootOf, subschemas } from './json-schema.ts';

/** Far above what published servers need, low enough that a validator that walks all of it is done in milliseconds. */
const MOST = 100_000;
/** References that lead to references: readers of schemas recurse. */
const DEEPEST = 400;

/** Keywords whose schemas look at the same value; those for members and items go on to a part of it, which has an end. */
const SAME_VALUE = new Set([
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependencies',
  'unevaluatedProperties',
]);

/** Why a schema is too much to validate with, or `undefined`. A reference back to where it came from counts once. */
export function unfoldsTooFar(schema: Schema): string | undefined {
  const root = rootOf(schema);
  const known = new Map<Schema, number>();
  const seen = new Set<Schema>();
  const stack: Schema[] = [schema];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (looks(at, root, known, 0) > MOST) return `its references unfold into more than ${MOST} schemas`;
    stack.push(...subschemas(at).map(([, inner]) => inner));
  }
  return undefined;
}

function looks(schema: Schema, root: Root, known: Map<Schema, number>, depth: number): number {
  if (typeof schema === 'boolean') return 1;
  if (depth > DEEPEST) return MOST + 1;
  const before = known.get(schema);
  if (before !== undefined) return before;
  known.set(schema, 1);
  let sum = 1;
  for (const [[key], inner] of subschemas(schema))
    if (SAME_VALUE.has(String(key))) sum += looks(inner, root, known, depth + 1);
  const ref = refOf(schema);
  const target = ref === undefined ? undefined : root.resolve(ref);
  if (target !== undefined) sum += looks(target, root, known, depth + 1);
  known.set(schema, sum);
  return sum;
}
