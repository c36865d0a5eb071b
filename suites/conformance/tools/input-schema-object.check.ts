// Clients hand inputSchema to a model as it is: anything but an object schema makes the whole list unusable for some.

import { text } from '../../artifacts/listing.ts';
import type { Listed } from '../../artifacts/listing.ts';
import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Where } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member, pointer } from '../../kernel/look.ts';
import type { Revision } from '../../kernel/revision.ts';

const inside = (where: Where, ...path: readonly (string | number)[]): Where => ({
  ...where,
  pointer: `${where.pointer ?? ''}${pointer(...path)}`,
});

/** Up to 2025-11-25 the type of the specification has objects alone as property schemas; later any schema. */
function faultOf(
  schema: unknown,
  revision: Revision,
): readonly [path: readonly string[], got: unknown, want: string] | undefined {
  if (schema === undefined) return [[], 'absent', 'an inputSchema'];
  if (!isObject(schema)) return [['inputSchema'], schema, 'a JSON object'];
  if (schema['type'] !== 'object')
    return [['inputSchema'], schema['type'] ?? `no type: ${brief(schema, 80)}`, 'type "object" at the root'];
  if (revision >= '2026-07-28') return undefined;
  const properties = schema['properties'];
  if (properties !== undefined && !isObject(properties))
    return [['inputSchema', 'properties'], properties, 'an object'];
  for (const [name, property] of Object.entries(isObject(properties) ? properties : {}))
    if (!isObject(property))
      return [['inputSchema', 'properties', name], property, 'an object as the schema of a property'];
  const required = schema['required'];
  if (required !== undefined && !(Array.isArray(required) && required.every((name) => typeof name === 'string')))
    return [['inputSchema', 'required'], required, 'a list of strings'];
  return undefined;
}

function look(item: Listed, revision: Revision): Finding | undefined {
  const fault = faultOf(member(item.value, 'inputSchema'), revision);
  if (fault === undefined) return undefined;
  const [path, got, want] = fault;
  return { at: [inside(item.where, ...path)], got: brief(got), want, key: brief(text(item, 'name') ?? '', 60) };
}

export default check({
  title: 'Every tool has an inputSchema with type object at its root',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['tools.input-schema-object', 'tools.input-schema-is-schema-object'],
  why: 'Model providers accept object schemas alone for the parameters of a function; one tool without makes some clients refuse the whole list.',
  fix: 'Give the tool an inputSchema object with "type": "object"; a tool without parameters has { "type": "object", "additionalProperties": false }.',
  touch: 'passive',
  needs: { tools },
  judge: ({ tools: list }, { recording }) =>
    judgeEach(
      list.everywhere().filter((item) => isObject(item.value)),
      (item) => look(item, recording.revision),
      'no tool is listed',
    ),
});
