// How faults of the bank are written down: small edits of what goes out, of what is defined, and answers in another's stead.

import type { Shape } from './shapes.ts';
import type { AuditOptions } from '../../../runner/options.ts';
import type { Via } from './detect.ts';
import { type About, type Call, isObj, type Mutant, type Obj, type Parts } from './words.ts';

/** A fault and where it is planted; without places, in the full shape over stdio. */
export interface Planted extends Mutant {
  readonly shapes?: readonly Shape[];
  readonly via?: readonly Via[];
  /** Where the inventory lets an audit without an operator's word warn instead of fail. */
  readonly want?: 'fail' | 'warn';
  /** Lines of configuration that the skip of the rule names, as an operator would write them. */
  readonly known?: NonNullable<AuditOptions['known']>;
  /** Found with this alone, which no audit has by default: the reason why a miss is none. */
  readonly unseen?: string;
}

export type Bank = Readonly<Record<string, Planted>>;

type Key = string | number;
type Path = readonly Key[];

const holder = (root: unknown, path: Path): Record<Key, unknown> | undefined => {
  let at = root;
  for (const key of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return undefined;
    const next = (at as Record<Key, unknown>)[key];
    if (next === undefined && isObj(at)) at[key] = {};
    at = (at as Record<Key, unknown>)[key];
  }
  return typeof at === 'object' && at !== null ? (at as Record<Key, unknown>) : undefined;
};

export function put(root: unknown, path: Path, value: unknown): void {
  const last = path.at(-1);
  const at = holder(root, path);
  if (at !== undefined && last !== undefined) at[last] = value;
}

export function drop(root: unknown, path: Path): void {
  const last = path.at(-1);
  const at = holder(root, path);
  if (at !== undefined && last !== undefined) delete at[last];
}

const copied = (message: Obj): Obj => JSON.parse(JSON.stringify(message)) as Obj;

/** Changes results of a method; of every method with `*`. */
export function results(method: string, change: (result: Obj, about: About) => void): Mutant {
  return messages((message, about) => {
    if (isObj(message['result']) && (method === '*' || about.method === method)) change(message['result'], about);
  });
}

export const set = (method: string, path: Path, value: unknown): Mutant =>
  results(method, (result) => put(result, path, value));
export const cut = (method: string, path: Path): Mutant => results(method, (result) => drop(result, path));

/** Changes error responses. */
export function errors(change: (error: Obj, message: Obj, about: About) => void): Mutant {
  return messages((message, about) => {
    if (isObj(message['error'])) change(message['error'], message, about);
  });
}

/** Changes notifications of a method. */
export function notes(method: string, change: (params: Obj, message: Obj) => void): Mutant {
  return messages((message) => {
    if (message['method'] === method) change(message['params'] as Obj, message);
  });
}

export function messages(change: (message: Obj, about: About) => void): Mutant {
  return {
    said: (message, about) => {
      const own = copied(message);
      change(own, about);
      return [own];
    },
  };
}

/** Says more, or something else, for each message out. */
export const says = (said: NonNullable<Mutant['said']>): Mutant => ({ said });

/** Answers a method instead of the server. */
export function reply(method: string, answer: (call: Call) => Obj | undefined | Promise<Obj | undefined>): Mutant {
  return { asked: (call) => (call.method === method ? answer(call) : undefined) };
}

export const lax = (...names: readonly string[]): Mutant => ({ lax: names });
export const parts = (change: (parts: Parts) => void): Mutant => ({ parts: change });

/** In a definition of the first tool. */
export const tool = (path: Path, value: unknown): Mutant =>
  parts(({ tools }) => put(tools[0]?.definition, path, value));

const both: readonly Shape[] = ['small', 'full'];
const lanes: readonly Via[] = ['stdio', 'http'];

/** In a server of two tools as well, over both transports. */
export const anywhere = (mutant: Mutant): Planted => ({ ...mutant, shapes: both, via: lanes });
export const overHttp = (mutant: Mutant): Planted => ({ ...mutant, shapes: both, via: ['http'] });
export const overStdio = (mutant: Mutant): Planted => ({ ...mutant, shapes: both, via: ['stdio'] });
export const fullHttp = (mutant: Mutant): Planted => ({ ...mutant, via: ['http'] });
export const small = (mutant: Mutant): Planted => ({ ...mutant, shapes: ['small'] });
export const unseen = (why: string): Planted => ({ unseen: why });

/** Several faults in one server, which must not hide one another. */
export function together(all: readonly Mutant[]): Mutant {
  const some = <K extends keyof Mutant>(key: K): readonly NonNullable<Mutant[K]>[] =>
    all.flatMap((one) => (one[key] === undefined ? [] : [one[key] as NonNullable<Mutant[K]>]));
  const [said, asked, web] = [some('said'), some('asked'), some('web')];
  return {
    lax: some('lax').flat(),
    parts: (own) => some('parts').forEach((change) => change(own)),
    said: (message, about) =>
      said.reduce<readonly Obj[]>((now, change) => now.flatMap((one) => [...change(one, about)]), [message]),
    asked: async (call) => {
      for (const one of asked) {
        const reply = await one(call);
        if (reply !== undefined) return reply;
      }
      return undefined;
    },
    text: (text, message) =>
      some('text').reduce<string | Buffer>(
        (now, change) => (typeof now === 'string' ? change(now, message) : now),
        text,
      ),
    opened: (say, server) => some('opened').forEach((open) => open(say, server)),
    web: (visit, request) => web.some((one) => one(visit, request) === true),
    headers: (headers, visit, message) => some('headers').forEach((change) => change(headers, visit, message)),
    status: (status, message, visit) => some('status').reduce((now, change) => change(now, message, visit), status),
  };
}
