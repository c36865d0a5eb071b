// Arguments for a tool from its input schema, with the run's marker wherever a free text is asked for.
//
// Small on purpose: load repeats a call thousands of times, so a tool whose schema is not plainly understood is left
// out of the mix (and said to be), instead of being called with something clever.

import type { Json, JsonObject } from '../../suites/kernel/recording.ts';
import { MARKER } from './shape.ts';

type Schema = Readonly<Record<string, unknown>>;

/** `undefined` where no valid arguments are known for sure. */
export function exampleArguments(schema: unknown): JsonObject | undefined {
  const value = exampleOf(schema, 0);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

function exampleOf(schema: unknown, depth: number): Json | undefined {
  if (!isSchema(schema) || depth > 4) return undefined;
  if (schema['const'] !== undefined) return schema['const'] as Json;
  if (schema['default'] !== undefined) return schema['default'] as Json;
  if (Array.isArray(schema['enum'])) return schema['enum'][0] as Json;
  if (['allOf', 'anyOf', 'oneOf', '$ref', 'if', 'not'].some((word) => word in schema)) return undefined;
  switch (schema['type']) {
    case 'string':
      return exampleText(schema);
    case 'integer':
    case 'number':
      return exampleNumber(schema);
    case 'boolean':
      return false;
    case 'array':
      return Number(schema['minItems'] ?? 0) === 0 ? [] : undefined;
    case 'object':
      return exampleObject(schema, depth);
    default:
      return undefined;
  }
}

function exampleText(schema: Schema): string | undefined {
  if ('pattern' in schema || 'format' in schema) return undefined;
  const most = Number(schema['maxLength'] ?? Infinity);
  const least = Number(schema['minLength'] ?? 0);
  // A marker is 20 characters long.
  if (most >= 40 && least <= 20) return MARKER;
  return least <= 40 ? 'a'.repeat(Math.max(least, Math.min(most, 8))) : undefined;
}

function exampleNumber(schema: Schema): number | undefined {
  const low = Number(schema['minimum'] ?? Number(schema['exclusiveMinimum'] ?? 0) + 1);
  const value = Math.max(1, Math.ceil(low));
  const most = Number(schema['maximum'] ?? schema['exclusiveMaximum'] ?? Infinity);
  const multiple = schema['multipleOf'];
  if (value > most || multiple !== undefined) return undefined;
  return value;
}

function exampleObject(schema: Schema, depth: number): JsonObject | undefined {
  const properties = isSchema(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const made: Record<string, Json> = {};
  for (const name of required) {
    const value = exampleOf(properties[String(name)], depth + 1);
    if (value === undefined) return undefined;
    made[String(name)] = value;
  }
  return made;
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
