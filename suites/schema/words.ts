// Shapes and values in words, for what was found and what belongs there.

import { brief } from '../kernel/look.ts';
import { bare, type Format, type Node } from './nodes.ts';

/** A value for people: its JSON where short, with its type where that is the point. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object')
    return `an object with ${brief(Object.keys(value).slice(0, 8).join(', ') || 'no members', 80)}`;
  return `the ${typeof value} ${brief(JSON.stringify(value), 80)}`;
}

const WORDS: Readonly<Record<string, string>> = {
  any: 'any value',
  boolean: 'a boolean',
  null: 'null',
  object: 'an object',
  record: 'an object',
  map: 'an object',
  array: 'an array',
};

const FORMAT_WORDS: Readonly<Record<Format, string>> = {
  uri: 'a URI (RFC 3986)',
  'uri-template': 'a URI template (RFC 6570)',
  base64: 'Base64 text (RFC 4648)',
};

/** What a shape asks for, in words. */
export function words(node: Node): string {
  const shape = bare(node);
  if (shape.kind === 'constant') return JSON.stringify(shape.value);
  if (shape.kind === 'string') return shape.format === undefined ? 'a string' : FORMAT_WORDS[shape.format];
  if (shape.kind === 'number') {
    const range =
      shape.min === undefined && shape.max === undefined ? '' : ` in ${shape.min ?? ''}..${shape.max ?? ''}`;
    return `${shape.integer ? 'an integer' : 'a number'}${range}`;
  }
  if (shape.kind === 'array') return shape.max === undefined ? 'an array' : `an array of at most ${shape.max}`;
  if (shape.kind !== 'choice') return WORDS[shape.kind] ?? shape.kind;
  const options = [...new Set(shape.options.map(words))];
  return shape.options.every(isConstant) ? `one of ${options.join(', ')}` : options.join(' or ');
}

/** The shape is one fixed value. */
export const isConstant = (node: Node): boolean => bare(node).kind === 'constant';
