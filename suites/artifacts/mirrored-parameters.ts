// Parameters that a tool mirrors into HTTP headers (`x-mcp-header`, 2026-07-28), wherever in the schema they stand.

import { artifact } from '../kernel/check.ts';
import type { Where } from '../kernel/check.ts';
import { isObject, member, pointer } from '../kernel/look.ts';
import type { JsonObject } from '../kernel/recording.ts';
import { text } from './listing.ts';
import type { Listed } from './listing.ts';
import { tools } from './tools.ts';

export interface Mirrored {
  readonly tool: string;
  /** Name of the annotated property, or of the keyword that holds the schema. */
  readonly parameter: string;
  readonly mark: unknown;
  readonly schema: JsonObject;
  /** Reached from the root through `properties` alone. */
  readonly reachable: boolean;
  /** Keywords on the way that make it unreachable. */
  readonly through: string;
  readonly where: Where;
}

const ONE = [
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'additionalItems',
  'unevaluatedItems',
  'contains',
  'not',
  'if',
  'then',
  'else',
  'items',
];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items'];
const MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];

export const MARK = 'x-mcp-header';

interface Place {
  readonly path: readonly (string | number)[];
  /** The keyword that left the static path, empty while still on it. */
  readonly left: string;
}

/** Data under const, enum, default or examples is never entered; a property called x-mcp-header is a name in a map. */
function walk(schema: unknown, place: Place, tool: Listed, found: Mirrored[]): void {
  if (!isObject(schema) || place.path.length > 60 || found.length > 500) return;
  if (Object.hasOwn(schema, MARK)) {
    found.push({
      tool: text(tool, 'name') ?? '',
      parameter: String(place.path.at(-1) ?? ''),
      mark: schema[MARK],
      schema,
      reachable: place.left === '' && place.path.length > 0,
      through: place.left,
      where: { ...tool.where, pointer: `${tool.where.pointer ?? ''}${pointer('inputSchema', ...place.path, MARK)}` },
    });
  }
  for (const key of ONE) walk(schema[key], { path: [...place.path, key], left: place.left || key }, tool, found);
  for (const key of LISTS) {
    const list = schema[key];
    if (!Array.isArray(list)) continue;
    list.forEach((one, index) =>
      walk(one, { path: [...place.path, key, index], left: place.left || key }, tool, found),
    );
  }
  for (const key of MAPS) {
    const map = schema[key];
    if (!isObject(map)) continue;
    const left = key === 'properties' ? place.left : place.left || key;
    for (const [name, one] of Object.entries(map)) walk(one, { path: [...place.path, key, name], left }, tool, found);
  }
}

export const mirroredParameters = artifact<readonly Mirrored[]>({
  id: 'mirrored-parameters',
  after: [tools],
  declared: (capabilities) => isObject(member(capabilities, 'tools')),
  read: (_, views) =>
    views(tools)
      .everywhere()
      .flatMap((tool) => {
        const found: Mirrored[] = [];
        walk(member(tool.value, 'inputSchema'), { path: [], left: '' }, tool, found);
        return found;
      }),
});
