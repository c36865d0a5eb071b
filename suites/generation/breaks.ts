// How each keyword is broken: for a value that satisfies a flat set of demands, values that break exactly one of them.

import { isObject } from '../kernel/look.ts';
import type { Json } from '../kernel/recording.ts';
import { isA } from './arbitrary.ts';
import { canonical } from './plain.ts';
import type { Plain } from './plain.ts';
import { linear } from './validator.ts';

export interface Break {
  readonly keyword: string;
  /** What was done, for the name of the case. */
  readonly how: string;
  /** What stands there now; `undefined` removes it. */
  readonly value: Json | undefined;
  /** A member of the value that is removed or added, where the break is about a member. */
  readonly member?: string;
  /**
   * A server that converts ("5" for 5), or drops what it does not know, validates in a way that the text does not
   * rule out (requirements: tools.inputs-validated, note); such a break is judged more mildly.
   */
  readonly convertible: boolean;
}

const broken = (keyword: string, how: string, value: Json | undefined, convertible = false): Break => ({
  keyword,
  how,
  value,
  convertible,
});

const WRONG: readonly (readonly [how: string, value: Json])[] = [
  ['an object', { assay: 1 }],
  ['an array', [{ assay: 1 }]],
  ['text', 'assay-not-this'],
  ['a number', 12_345],
  ['a fraction', 1.5],
  ['true', true],
  ['null', null],
  ['a numeral as text', '7'],
];

/** Whether a wrong type could be turned into the right one without inventing anything. */
export function convertible(types: readonly string[], value: unknown): boolean {
  if (value === null) return true;
  const composite = typeof value === 'object';
  if (types.includes('array')) return !isObject(value);
  if (types.includes('object')) return false;
  if (composite) return false;
  if (types.includes('string') || types.includes('boolean')) return true;
  const numeric = types.includes('number') || types.includes('integer');
  // Number('') and Number('abc') are no conversions anybody means.
  return numeric && (typeof value !== 'string' || (value.trim() !== '' && Number.isFinite(Number(value))));
}

function typeBreaks(plain: Plain): readonly Break[] {
  const types = plain.types ?? [];
  if (types.length === 0) return [];
  return WRONG.filter(([, value]) => !types.some((name) => isA(value, name)))
    .filter(([how]) => how !== 'a fraction' || types.includes('integer'))
    .filter(([how]) => how !== 'a numeral as text' || types.includes('integer') || types.includes('number'))
    .map(([how, value]) => broken('type', how, value, convertible(types, value)));
}

function valueBreaks(plain: Plain, value: Json): readonly Break[] {
  if (plain.values === undefined) return [];
  const keyword = plain.values.length === 1 ? 'const' : 'enum';
  const foreign: Json =
    typeof value === 'string' ? 'assay-not-listed' : typeof value === 'number' ? 987_654 : 'assay-not-listed';
  if (plain.values.some((listed) => canonical(listed) === canonical(foreign))) return [];
  // A value of another type could be refused for its type; where the listed ones are booleans that cannot be helped.
  return [broken(keyword, 'a value that is not listed', foreign)];
}

function numberBreaks(plain: Plain, value: Json): readonly Break[] {
  if (typeof value !== 'number') return [];
  const step = Number.isInteger(value) ? 1 : 0.5;
  const found: Break[] = [];
  const add = (keyword: string, how: string, n: number): void => {
    if (Number.isFinite(n)) found.push(broken(keyword, `${how}: ${n}`, n));
  };
  if (plain.minimum !== undefined) add('minimum', 'one step below', plain.minimum - step);
  if (plain.maximum !== undefined) add('maximum', 'one step above', plain.maximum + step);
  if (plain.exclusiveMinimum !== undefined) add('exclusiveMinimum', 'the bound itself', plain.exclusiveMinimum);
  if (plain.exclusiveMaximum !== undefined) add('exclusiveMaximum', 'the bound itself', plain.exclusiveMaximum);
  for (const multiple of plain.multiples)
    add(
      'multipleOf',
      'between two multiples',
      multiple > 1 && Number.isInteger(multiple) ? value + 1 : value + multiple / 2,
    );
  return found;
}

/** Plain letters only: what counts as one character must not be in dispute. */
function textBreaks(plain: Plain, value: Json): readonly Break[] {
  if (typeof value !== 'string') return [];
  const found: Break[] = [];
  const { minLength, maxLength } = plain;
  if (minLength !== undefined && minLength > 0 && minLength < 50_000)
    for (const text of [value.slice(0, minLength - 1), 'a'.repeat(minLength - 1)])
      found.push(broken('minLength', `one character short (${minLength - 1})`, text));
  if (maxLength !== undefined && maxLength >= 0 && maxLength < 200_000)
    for (const text of ['a'.repeat(maxLength + 1), value.padEnd(maxLength + 1, value.slice(-1) || 'a')])
      found.push(broken('maxLength', `one character more (${maxLength + 1})`, text));
  for (const pattern of plain.patterns) {
    const matches = linear(pattern);
    if (matches === undefined) continue;
    const odd = [`${value}!`, `!${value}`, '!!!', 'assay', 'ASSAY', '0', 'é', ' '].filter((text) => !matches(text));
    for (const text of odd.slice(0, 3)) found.push(broken('pattern', 'text that does not match', text));
  }
  return found;
}

function arrayBreaks(plain: Plain, value: Json): readonly Break[] {
  if (!Array.isArray(value)) return [];
  const list = value as readonly Json[];
  const found: Break[] = [];
  const { minItems, maxItems } = plain;
  if (minItems !== undefined && minItems > 0)
    found.push(broken('minItems', `one item short (${minItems - 1})`, list.slice(0, minItems - 1)));
  if (maxItems !== undefined && maxItems >= 0 && maxItems < 5000 && list.length > 0)
    found.push(
      broken(
        'maxItems',
        `one item more (${maxItems + 1})`,
        Array.from({ length: maxItems + 1 }, (_, i) => list[i % list.length] ?? null),
      ),
    );
  if (plain.unique && list[0] !== undefined) found.push(broken('uniqueItems', 'an item twice', [list[0], list[0]]));
  if (plain.contains !== undefined) found.push(broken('contains', 'none of the wanted items', []));
  if (plain.rest === false) found.push(broken('items', 'an item too many', [...list, 'assay']));
  return found;
}

const UNKNOWN = 'assay_unknown';

function objectBreaks(plain: Plain, value: Json): readonly Break[] {
  if (!isObject(value)) return [];
  const found: Break[] = [];
  const without = (key: string): Json => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  for (const key of plain.required)
    if (Object.hasOwn(value, key)) found.push({ ...broken('required', `${key} left out`, without(key)), member: key });
  const unknown: Json = { ...value, [UNKNOWN]: 1 };
  const closed =
    plain.additional === false
      ? 'additionalProperties'
      : plain.unevaluatedProperties === false
        ? 'unevaluatedProperties'
        : '';
  if (closed !== '') found.push({ ...broken(closed, `a member that is not named`, unknown, true), member: UNKNOWN });
  if (isObject(plain.additional))
    for (const [how, wrong] of WRONG.slice(0, 3))
      found.push({
        ...broken('additionalProperties', `${how} in a further member`, { ...value, [UNKNOWN]: wrong }),
        member: UNKNOWN,
      });
  if (plain.names !== undefined)
    for (const name of ['!', 'a b', 'Assay_Unknown-9', ''])
      found.push({
        ...broken('propertyNames', `a member named ${JSON.stringify(name)}`, { ...value, [name]: 1 }, true),
        member: name,
      });
  if (plain.minProperties !== undefined && plain.minProperties > 0)
    found.push(
      broken(
        'minProperties',
        'too few members',
        Object.fromEntries(Object.entries(value).slice(0, plain.minProperties - 1)),
      ),
    );
  if (plain.maxProperties !== undefined && plain.maxProperties < 1000) {
    const more = Array.from(
      { length: plain.maxProperties + 1 },
      (_, i) => [`assay${i}`, Object.values(value)[0] ?? 1] as const,
    );
    found.push(broken('maxProperties', 'too many members', { ...value, ...Object.fromEntries(more) }));
  }
  for (const [key, wanted] of Object.entries(plain.dependentRequired))
    for (const other of wanted)
      if (Object.hasOwn(value, key) && Object.hasOwn(value, other))
        found.push({
          ...broken('dependentRequired', `${other} left out beside ${key}`, without(other)),
          member: other,
        });
  return found;
}

/** All breaks of one place, cheapest to understand first. Whoever uses them checks that exactly this keyword is broken. */
export const breaksOf = (plain: Plain, value: Json): readonly Break[] => [
  ...objectBreaks(plain, value),
  ...typeBreaks(plain),
  ...valueBreaks(plain, value),
  ...numberBreaks(plain, value),
  ...textBreaks(plain, value),
  ...arrayBreaks(plain, value),
];
