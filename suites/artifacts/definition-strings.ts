// Every string in a definition that a model or the person choosing for it reads, with the path to it.
// What only programs read ($ref, format, pattern, icons, _meta) is left out: nothing there persuades anyone.

import { isObject } from '../kernel/look.ts';

export type StringRole =
  'name' | 'title' | 'description' | 'parameter' | 'value' | 'instructions' | 'uri' | 'prompt' | 'content' | 'error';

export interface FoundString {
  readonly text: string;
  readonly role: StringRole;
  readonly path: readonly (string | number)[];
}

/** Names of tools and parameters are words run together; everything else is prose. */
export const isIdentifier = (role: StringRole): boolean => role === 'name' || role === 'parameter';

const DEEPEST = 40;
const MACHINE = new Set([
  '$ref',
  '$dynamicRef',
  '$schema',
  '$id',
  '$anchor',
  '$dynamicAnchor',
  '$vocabulary',
  'type',
  'format',
]);
const MACHINE_ONLY = new Set([
  ...MACHINE,
  'pattern',
  'required',
  'dependentRequired',
  'contentEncoding',
  'contentMediaType',
]);
const NAMED = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

type Path = readonly (string | number)[];

/** Strings of a JSON Schema: names of properties, titles, descriptions, comments, and values offered. */
export function schemaStrings(schema: unknown, path: Path, out: FoundString[], depth = 0): void {
  if (depth > DEEPEST) return;
  if (Array.isArray(schema)) {
    schema.forEach((item, index) => schemaStrings(item, [...path, index], out, depth + 1));
    return;
  }
  if (!isObject(schema)) return;
  for (const [key, value] of Object.entries(schema)) {
    const at = [...path, key];
    if (NAMED.has(key) && isObject(value)) {
      for (const [name, inner] of Object.entries(value)) {
        if (key === 'properties') out.push({ text: name, role: 'parameter', path: [...at, name] });
        schemaStrings(inner, [...at, name], out, depth + 1);
      }
    } else if (key === 'title' && typeof value === 'string') out.push({ text: value, role: 'title', path: at });
    else if (key === 'description' && typeof value === 'string')
      out.push({ text: value, role: 'description', path: at });
    else if (MACHINE_ONLY.has(key)) continue;
    else if (key === 'enum' || key === 'const' || key === 'default' || key === 'examples' || key === 'example')
      valueStrings(value, at, out, depth + 1);
    else if (typeof value === 'string') out.push({ text: value, role: 'value', path: at });
    else schemaStrings(value, at, out, depth + 1);
  }
}

/** Strings inside plain values, keys of objects included. */
export function valueStrings(
  value: unknown,
  path: Path,
  out: FoundString[],
  depth = 0,
  role: StringRole = 'value',
): void {
  if (depth > DEEPEST) return;
  if (typeof value === 'string') out.push({ text: value, role, path });
  else if (Array.isArray(value))
    value.forEach((item, index) => valueStrings(item, [...path, index], out, depth + 1, role));
  else if (isObject(value))
    for (const [key, inner] of Object.entries(value)) valueStrings(inner, [...path, key], out, depth + 1, role);
}

const plain: readonly (readonly [key: string, role: StringRole])[] = [
  ['name', 'name'],
  ['title', 'title'],
  ['description', 'description'],
];

function plainStrings(definition: unknown, path: Path, out: FoundString[]): void {
  if (!isObject(definition)) return;
  for (const [key, role] of plain) {
    const value = definition[key];
    if (typeof value === 'string') out.push({ text: value, role, path: [...path, key] });
  }
}

/** Strings of a tool as `tools/list` gives it. */
export function toolStrings(tool: unknown, path: Path = []): FoundString[] {
  const out: FoundString[] = [];
  plainStrings(tool, path, out);
  if (!isObject(tool)) return out;
  const annotations = tool['annotations'];
  if (isObject(annotations) && typeof annotations['title'] === 'string')
    out.push({ text: annotations['title'], role: 'title', path: [...path, 'annotations', 'title'] });
  schemaStrings(tool['inputSchema'], [...path, 'inputSchema'], out);
  schemaStrings(tool['outputSchema'], [...path, 'outputSchema'], out);
  return out;
}

/** Strings of a prompt and its arguments. */
export function promptStrings(prompt: unknown, path: Path = []): FoundString[] {
  const out: FoundString[] = [];
  plainStrings(prompt, path, out);
  const args = isObject(prompt) ? prompt['arguments'] : undefined;
  if (!Array.isArray(args)) return out;
  args.forEach((argument: unknown, index) => {
    const inner: FoundString[] = [];
    plainStrings(argument, [...path, 'arguments', index], inner);
    out.push(...inner.map((one) => (one.role === 'name' ? { ...one, role: 'parameter' as const } : one)));
  });
  return out;
}

/** Strings of a resource or template; a resource's name is a label for people, not an identifier. */
export function resourceStrings(resource: unknown, path: Path = []): FoundString[] {
  const out: FoundString[] = [];
  plainStrings(resource, path, out);
  const labelled = out.map((one) => (one.role === 'name' ? { ...one, role: 'title' as const } : one));
  if (!isObject(resource)) return labelled;
  for (const key of ['uri', 'uriTemplate']) {
    const value = resource[key];
    if (typeof value === 'string') labelled.push({ text: value, role: 'uri', path: [...path, key] });
  }
  return labelled;
}
