// What can travel in a header: one primitive value at a known place.

import { mirroredParameters } from '../../artifacts/mirrored-parameters.ts';
import type { Mirrored } from '../../artifacts/mirrored-parameters.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';

const ALLOWED: readonly unknown[] = ['integer', 'string', 'boolean'];

const primitive = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isInteger(value) || value === null;

/** A type beside null, and values that speak for themselves, are not ruled out by the text. */
function typed({ schema }: Mirrored): boolean {
  const { type } = schema;
  if (Array.isArray(type))
    return (
      type.filter((one) => one !== 'null').length === 1 && type.every((one) => one === 'null' || ALLOWED.includes(one))
    );
  if (type !== undefined) return ALLOWED.includes(type);
  const values = Object.hasOwn(schema, 'const') ? [schema['const']] : schema['enum'];
  return Array.isArray(values) && values.length > 0 && values.every(primitive);
}

function outOfRange({ schema }: Mirrored): number | undefined {
  const values = [
    schema['const'],
    schema['default'],
    ...['enum', 'examples'].flatMap((key) => (Array.isArray(schema[key]) ? schema[key] : [])),
  ];
  return values.find(
    (value): value is number => typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER,
  );
}

export default check({
  title: 'x-mcp-header stands on primitive parameters that are reached through properties alone',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: [
    'tools.x-mcp-header-primitive',
    'tools.x-mcp-header-statically-reachable',
    'tools.x-mcp-header-integer-range',
  ],
  why: 'A client must be able to find the value without running the schema, and an intermediary to read it; else it leaves the tool out.',
  fix: 'Mark string, boolean or integer properties only, on the way of `properties` from the root, with integers between -(2^53-1) and 2^53-1.',
  touch: 'passive',
  needs: { mirroredParameters },
  judge: (views) =>
    judgeEach(
      views.mirroredParameters,
      (one) => {
        const name = `${brief(one.tool, 60)} ${brief(one.parameter, 40)}`;
        const findings: Finding[] = [];
        if (!one.reachable)
          findings.push({
            at: [one.where],
            got: one.through === '' ? 'on the root of the schema' : `under ${one.through}`,
            want: 'a property reached through properties alone',
            key: `${name} place`,
          });
        else if (!typed(one))
          findings.push({
            at: [one.where],
            got: `type ${brief(one.schema['type'] ?? 'absent')}`,
            want: 'integer, string or boolean',
            key: `${name} type`,
          });
        const large = outOfRange(one);
        if (large !== undefined)
          findings.push({
            at: [one.where],
            got: String(large),
            want: 'integers between -(2^53-1) and 2^53-1',
            key: `${name} range`,
          });
        return findings;
      },
      'no tool mirrors parameters into headers',
    ),
});
