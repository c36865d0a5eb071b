// Where text of ours enters a tool: every string of its arguments, the rest being an example that its schema allows.

import { exampleArguments, localReference } from '../../artifacts/example-value.ts';
import type { Listed } from '../../artifacts/listing.ts';
import { text as memberText } from '../../artifacts/listing.ts';
import { callableTools, taskOnly } from '../../artifacts/safe-calls.ts';
import type { Session } from '../../kernel/check.ts';
import { isObject, member, pointer } from '../../kernel/look.ts';
import type { Exchange, Frame, Json, JsonObject } from '../../kernel/recording.ts';

export interface Place {
  readonly tool: string;
  /** Path of members to the string; `*` is the first item of a list. */
  readonly path: readonly string[];
  readonly schema: JsonObject;
  readonly example: JsonObject;
}

const MOST = 40;
const DEPTH = 3;

/** Strings that a schema leaves free; what is enumerated is refused by any server that reads its schema. */
function strings(given: unknown, root: unknown, path: readonly string[]): readonly Omit<Place, 'tool' | 'example'>[] {
  const reference = member(given, '$ref');
  const schema = typeof reference === 'string' ? localReference(root, reference) : given;
  if (!isObject(schema) || path.length > DEPTH) return [];
  for (const key of ['anyOf', 'oneOf'] as const) {
    const branches = schema[key];
    if (Array.isArray(branches)) return branches.flatMap((branch: unknown) => strings(branch, root, path)).slice(0, 1);
  }
  const types: readonly unknown[] = Array.isArray(schema['type']) ? schema['type'] : [schema['type']];
  const free = schema['enum'] === undefined && schema['const'] === undefined;
  if (types.includes('string') && free && path.length > 0) return [{ path, schema }];
  if (types.includes('array')) return strings(schema['items'], root, [...path, '*']);
  const properties = schema['properties'];
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([key, inner]) => strings(inner, root, [...path, key]));
}

export function placesIn(tools: readonly Listed[], callable: readonly string[]): readonly Place[] {
  return callableTools(tools, callable)
    .filter((tool) => !taskOnly(tool))
    .flatMap((tool): Place[] => {
      const input = member(tool.value, 'inputSchema');
      const example = exampleArguments(input).value;
      const name = memberText(tool, 'name') ?? '';
      return strings(input, input, []).map(({ path, schema }) => ({ tool: name, path, schema, example }));
    })
    .slice(0, MOST);
}

/** The example with this text at the place. */
export function withText(value: Json | undefined, path: readonly string[], text: string): Json {
  const [key, ...rest] = path;
  if (key === undefined) return text;
  if (key === '*') return [withText(Array.isArray(value) ? (value as readonly Json[])[0] : undefined, rest, text)];
  const before = isObject(value) ? value : {};
  return { ...before, [key]: withText(before[key], rest, text) };
}

/** What an attack was, kept in the tag of its exchange. */
export interface Attack {
  readonly tool: string;
  readonly at: string;
  readonly form: string;
  /** What proves it: a text in the answer, a path at the listener. */
  readonly proof: string;
}

export const tagOf = (attack: Attack): string => JSON.stringify([attack.tool, attack.at, attack.form, attack.proof]);

export function attackOf(exchange: Exchange): Attack | undefined {
  if (exchange.tag?.startsWith('["') !== true) return undefined;
  const [tool = '', at = '', form = '', proof = ''] = JSON.parse(exchange.tag) as readonly string[];
  return { tool, at, form, proof };
}

export const keyOf = ({ tool, at }: Attack): string => `${tool}${at}`;

const PATIENCE = 6000;

export function attack(session: Session, place: Place, form: string, text: string, proof: string): Promise<Exchange> {
  const where = pointer(...place.path.map((key) => (key === '*' ? '0' : key)));
  return session.request(
    'tools/call',
    { name: place.tool, arguments: withText(place.example, place.path, text) as JsonObject },
    { tag: tagOf({ tool: place.tool, at: where, form, proof }), timeout: PATIENCE, deliberate: `an attack: ${form}` },
  );
}

/** Where in the request our text stands. */
export const sentAt = ({ at }: Attack): string => `/params/arguments${at}`;

const AT_ONCE = 4;
/** A probe is broken off by the engine a little later; what was not attacked by then is not judged. */
const LONGEST = 22_000;

/** Works through attacks a few at a time, until the time is over or the target is gone. */
export async function each<T>(
  session: Session,
  items: readonly T[],
  act: (item: T) => Promise<unknown>,
): Promise<void> {
  const began = session.now();
  for (let first = 0; first < items.length; first += AT_ONCE) {
    if (!session.alive || session.now() - began > LONGEST) return;
    await Promise.all(items.slice(first, first + AT_ONCE).map(act));
  }
}

/** What the target said in return, as it passed; notifications included. */
export const saidBy = (exchange: Exchange): readonly Frame[] =>
  exchange.received.filter(({ origin }) => origin === 'target');

export const says = (exchange: Exchange, text: string): boolean =>
  saidBy(exchange).some(({ raw }) => raw.includes(text));

export interface Riddle {
  readonly first: number;
  readonly second: number;
  readonly before: string;
  readonly after: string;
  /** What stands in the answer of whoever worked it out; it stands nowhere in the question. */
  readonly answer: string;
}

/** A product of two numbers between two words. */
export function riddle(session: Session): Riddle {
  const number = (): number => 10_000 + Math.floor(session.random() * 89_999);
  const word = (): string =>
    Array.from({ length: 5 }, () => 'abcdefghijkmnpqrstuvwxyz'[Math.floor(session.random() * 24)] ?? 'q').join('');
  const [first, second, before, after] = [number(), number(), word(), word()];
  return { first, second, before, after, answer: `${before}${first * second}${after}` };
}
