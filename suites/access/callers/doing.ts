// What callers did as themselves (called, read, subscribed, asked for), each with the thing it was about and its end.

import { isObject, member, resultOf } from '../../kernel/look.ts';
import type { Exchange, Recording } from '../../kernel/recording.ts';
import type { Kind, Thing } from './expected.ts';
import { type Asked, deniedBy, type Ended, endedOf, paramsOf } from './steps.ts';

export interface Doing {
  readonly caller: string;
  readonly thing: Thing;
  readonly step: 'call' | 'try' | 'read' | 'subscribe' | 'prompt';
  readonly ended: Ended;
  /** Refused, and by all it says for who asked. */
  readonly denied: boolean;
  readonly exchange: Exchange;
}

const STEPS: Readonly<Record<string, Kind>> = {
  call: 'tool',
  try: 'tool',
  read: 'resource',
  subscribe: 'resource',
  prompt: 'prompt',
};

export function doingOf(_recording: Recording, asked: readonly Asked[]): readonly Doing[] {
  return asked.flatMap(({ step, caller, exchange, owner }): Doing[] => {
    const kind = STEPS[step];
    if (kind === undefined || owner !== undefined) return [];
    const { name, uri, arguments: given } = paramsOf(exchange);
    const thing = { kind, name: String(kind === 'resource' ? uri : name), arguments: given };
    const ended = readNothing(step, exchange) ? 'refused' : endedOf(exchange);
    return [{ caller, thing, step: step as Doing['step'], ended, denied: deniedBy(exchange), exchange }];
  });
}

/** A read without contents gave nothing away. */
const readNothing = (step: string, exchange: Exchange): boolean => {
  const contents = resultOf(exchange)?.['contents'];
  return step === 'read' && Array.isArray(contents) && contents.length === 0;
};

export interface Listed {
  readonly kind: Kind;
  readonly name: string;
  readonly exchange: Exchange;
  readonly index: number;
}

const MEMBERS = { tools: ['tool', 'name'], resources: ['resource', 'uri'], prompts: ['prompt', 'name'] } as const;

/** What a caller was shown in one round of listing; `undefined` where a list was refused. */
export function listedBy(asked: readonly Asked[], caller: string, round: number): readonly Listed[] {
  return asked
    .filter((one) => one.step === `list${round}` && one.caller === caller)
    .flatMap(({ exchange }) => itemsOf(exchange));
}

export function itemsOf(exchange: Exchange): readonly Listed[] {
  const listName = exchange.method.split('/')[0] as keyof typeof MEMBERS;
  const [kind, key] = MEMBERS[listName] ?? [];
  const items = resultOf(exchange)?.[listName];
  if (kind === undefined || key === undefined || !Array.isArray(items)) return [];
  return (items as readonly unknown[]).flatMap((item, index): Listed[] => {
    const name = member(item, key);
    return isObject(item) && typeof name === 'string' ? [{ kind, name, exchange, index }] : [];
  });
}

/** The answers to a round of listing, all of them results. */
export const wasListed = (asked: readonly Asked[], caller: string, round: number): boolean => {
  const own = asked.filter((one) => one.step === `list${round}` && one.caller === caller);
  return own.length > 0 && own.every(({ exchange }) => resultOf(exchange) !== undefined);
};

/** Whoever is shown all that the owner is, and more, may well be meant to open what is the owner’s. */
export function outranks(asked: readonly Asked[], caller: string, owner: string): boolean {
  const shown = (name: string): ReadonlySet<string> =>
    new Set(listedBy(asked, name, 1).map((item) => `${item.kind} ${item.name}`));
  const [theirs, own] = [shown(caller), shown(owner)];
  return theirs.size > own.size && [...own].every((item) => theirs.has(item));
}
