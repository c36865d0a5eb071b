// Fills `${name}` in arguments and expectations, and takes values for later steps out of answers.

import { isObject } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject } from '../kernel/recording.ts';
import { query } from './json-path.ts';

export type Variables = Readonly<Record<string, Json>>;

const WHOLE = /^\$\{([\w.-]+)\}$/u;
const INSIDE = /\$\{([\w.-]+)\}/gu;

/** The value with variables filled in; a text that is one variable alone takes its type too. Unknown ones stay. */
export function fill<T>(value: T, variables: Variables): T {
  if (typeof value === 'string') return fillText(value, variables) as T;
  if (Array.isArray(value)) return value.map((inner: unknown) => fill(inner, variables)) as T;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, variables)])) as T;
}

function fillText(text: string, variables: Variables): Json {
  const whole = WHOLE.exec(text)?.[1];
  if (whole !== undefined && Object.hasOwn(variables, whole)) return variables[whole] as Json;
  return text.replaceAll(INSIDE, (given, name: string) => {
    if (!Object.hasOwn(variables, name)) return given;
    const value = variables[name];
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

/** Names that nothing gives a value to. */
export function unfilled(value: unknown): readonly string[] {
  if (typeof value === 'string') return [...value.matchAll(INSIDE)].map(([, name]) => name ?? '');
  if (Array.isArray(value)) return value.flatMap(unfilled);
  return isObject(value) ? Object.values(value).flatMap(unfilled) : [];
}

/**
 * What the paths of `capture` find: in the result, and where a text block holds JSON, in that. A path that finds
 * nothing gives no variable, and whoever needs it says so.
 */
export function captured(exchange: Exchange, capture: Readonly<Record<string, string>> | undefined): Variables {
  const found: Record<string, Json> = {};
  const roots = rootsOf(exchange);
  for (const [name, path] of Object.entries(capture ?? {})) {
    const value = roots.flatMap((root) => query(path, root))[0];
    if (value !== undefined) found[name] = value as Json;
  }
  return found;
}

/** Where paths may start: structured content, JSON in text, the result itself. */
export function rootsOf(exchange: Exchange): readonly unknown[] {
  const message = exchange.response?.json;
  const result = isObject(message) ? message['result'] : undefined;
  if (!isObject(result)) return [];
  const structured = result['structuredContent'];
  const content = Array.isArray(result['content']) ? (result['content'] as readonly unknown[]) : [];
  const parsed = content.flatMap((block) => {
    const text = isObject(block) ? block['text'] : undefined;
    return typeof text === 'string' && /^\s*[[{]/u.test(text) ? parse(text) : [];
  });
  return [...(structured === undefined ? [] : [structured]), ...parsed, result];
}

function parse(text: string): readonly unknown[] {
  try {
    return [JSON.parse(text) as JsonObject];
  } catch {
    return [];
  }
}
