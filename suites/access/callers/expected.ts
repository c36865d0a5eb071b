// What the configuration expects of a caller: lines that name a thing, deny before allow, the default last.

import { isObject, member } from '../../kernel/look.ts';
import type { AccessFacts, AccessTopic } from '../../kernel/recording.ts';

export type Kind = 'tool' | 'resource' | 'prompt';
export type Expectation = 'allow' | 'deny' | undefined;

export interface Thing {
  readonly kind: Kind;
  /** Name of the tool or prompt, uri of the resource. */
  readonly name: string;
  /** Of a call. */
  readonly arguments?: unknown;
}

/** How whoever shows no credentials is called in configurations and findings. */
export const ANONYMOUS = 'anonymous';

/** `*` stands for any text; everything else for itself. */
export function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return pattern === name;
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = name.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  const last = rest.at(-1) ?? '';
  return name.length - from >= last.length && name.endsWith(last);
}

const VERBS = /^[A-Z]+(?:\|[A-Z]+)*$/;

/** A verb is the first word of a statement, comments and case left out; anything else is a regular expression. */
export function holds(pattern: string, value: unknown): boolean {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  if (!VERBS.test(pattern)) return new RegExp(pattern).test(text);
  const statement = text.replace(/^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/|[(;])+/u, '');
  return pattern.split('|').includes(/^\w+/u.exec(statement)?.[0].toUpperCase() ?? '');
}

const names = (topic: AccessTopic, { kind, name }: Thing): boolean => {
  const pattern = topic[kind];
  return pattern !== undefined && fits(pattern, name);
};

const argued = ({ where }: AccessTopic, given: unknown): boolean =>
  where === undefined ||
  (isObject(given) &&
    Object.entries(where).every(([key, pattern]) => given[key] !== undefined && holds(pattern, member(given, key))));

export const covers = (topic: AccessTopic, thing: Thing): boolean =>
  names(topic, thing) && argued(topic, thing.arguments);

/** What is expected when this caller does this. */
export function expected(facts: AccessFacts, caller: string, thing: Thing): Expectation {
  const own = facts.lines.filter((line) => line.caller === caller && covers(line, thing));
  if (own.some(({ effect }) => effect === 'deny')) return 'deny';
  return own.length > 0 ? 'allow' : defaultFor(facts, caller);
}

/** A caller whom no line names is not judged by the default, unless it is a configured one. */
const defaultFor = (facts: AccessFacts, caller: string): Expectation =>
  facts.callers.some(({ name }) => name === caller) ? facts.otherwise : undefined;

/** What is expected of its listing: a thing of which some calls are allowed may be seen. */
export function expectedListed(facts: AccessFacts, caller: string, thing: Thing): Expectation {
  const own = facts.lines.filter((line) => line.caller === caller && names(line, thing));
  if (own.some(({ effect, where }) => effect === 'deny' && where === undefined)) return 'deny';
  if (own.some(({ effect }) => effect === 'allow')) return 'allow';
  return own.length > 0 ? undefined : defaultFor(facts, caller);
}

/** Scopes that are wanted for this. */
export const scopesFor = (facts: AccessFacts, thing: Thing): readonly string[] =>
  Object.entries(facts.scopes)
    .filter(([, topics]) => topics.some((topic) => covers(topic, thing)))
    .map(([scope]) => scope);
