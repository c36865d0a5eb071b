// One caller with a connection of its own: what it is asked, each question with its name, and what it got to see.

import { exampleArguments } from '../../artifacts/example-value.ts';
import type { ForkOptions, RequestOptions, Session } from '../../kernel/check.ts';
import { isObject, member, resultOf } from '../../kernel/look.ts';
import type { CallerFacts, Exchange, JsonObject } from '../../kernel/recording.ts';
import { tagOf } from './steps.ts';

export interface Seen {
  readonly name: string;
  /** The definition as listed. */
  readonly value: unknown;
  /** Arguments that its own definition makes; `undefined` where none are known for sure. */
  readonly example?: JsonObject;
}

export interface Person {
  readonly name: string;
  readonly session: Session;
  readonly subject: string;
  readonly revoked: boolean;
  readonly tools: Seen[];
  readonly resources: Seen[];
  readonly prompts: Seen[];
  /** Cursors it was given, by method. */
  readonly cursors: Map<string, string>;
  /** Tools that asked back when they were called. */
  readonly asking: Set<string>;
}

export async function open(
  session: Session,
  { name, subject = name, revoked = false }: CallerFacts,
  fork: ForkOptions,
): Promise<Person> {
  const own = await session.fork({ ...fork, purpose: `caller ${name}` });
  const person = {
    name,
    subject,
    session: own,
    revoked,
    tools: [],
    resources: [],
    prompts: [],
    cursors: new Map(),
    asking: new Set<string>(),
  };
  if (own.era === 'per-request') await ask(person, 'open', 'server/discover');
  return person;
}

export function ask(
  person: Pick<Person, 'name' | 'session'>,
  step: string,
  method: string,
  params?: unknown,
  options: RequestOptions & { readonly owner?: string } = {},
): Promise<Exchange> {
  const { owner, ...rest } = options;
  const who = owner === undefined ? person.name : `${owner}>${person.name}`;
  return person.session.request(method, params, { ...rest, tag: tagOf(step, who) });
}

const KINDS = [
  ['tools', 'tools/list', 'name'],
  ['resources', 'resources/list', 'uri'],
  ['prompts', 'prompts/list', 'name'],
] as const;

const PAGES = 20;

/** All lists the server declares, to their ends. */
export async function list(person: Person, round: number): Promise<void> {
  for (const [kind, method, key] of KINDS) {
    if (person.session.capabilities[kind] === undefined) continue;
    let cursor: string | undefined;
    for (let page = 0; page < PAGES; page += 1) {
      const params = cursor === undefined ? undefined : { cursor };
      const exchange = await ask(person, `list${round}`, method, params);
      const items = resultOf(exchange)?.[kind];
      for (const item of Array.isArray(items) ? (items as readonly unknown[]) : []) take(person[kind], item, key);
      const next = resultOf(exchange)?.['nextCursor'];
      if (typeof next !== 'string' || next === cursor) break;
      if (!person.cursors.has(method)) person.cursors.set(method, next);
      cursor = next;
    }
  }
}

function take(known: Seen[], item: unknown, key: string): void {
  const name = member(item, key);
  if (typeof name !== 'string' || known.some((one) => one.name === name)) return;
  const example = exampleFor(item);
  known.push({ name, value: item, ...(example === undefined ? {} : { example }) });
}

function exampleFor(item: unknown): JsonObject | undefined {
  const schema = member(item, 'inputSchema');
  if (schema !== undefined) {
    const made = exampleArguments(schema);
    return made.sure ? made.value : undefined;
  }
  const wanted = member(item, 'arguments');
  if (!Array.isArray(wanted)) return undefined;
  const required = (wanted as readonly unknown[]).filter((one) => isObject(one) && one['required'] === true);
  return required.length === 0
    ? undefined
    : Object.fromEntries(required.map((one) => [String(member(one, 'name')), 'assay']));
}
