// The callers of a configuration, ready to be spoken as: their headers in place of whatever the target was given.

import type { AccessFacts } from '../../suites/kernel/recording.ts';
import type { Target } from '../target.ts';
import type { HeaderChanges } from '../wire/carrier.ts';
import type { Access } from './access.ts';
import { factsOf } from './access.ts';
import type { Caller, Callers } from './caller.ts';
import { credentialsOf, fetchToken, revokeToken, type Credentials } from './credentials.ts';

export interface Speaker {
  /** Over those of the target; `null` removes one. */
  readonly headers: HeaderChanges;
  /** The whole environment of a program that is added to the minimal one. */
  readonly env: Readonly<Record<string, string>>;
  readonly revoke?: () => Promise<boolean>;
}

export interface Speakers {
  readonly facts: AccessFacts;
  as(name: string | null, ownToken?: boolean): Promise<Speaker | undefined>;
}

/** Fetches the tokens of all callers. @throws NoToken */
export async function speakersOf(
  callers: Callers,
  access: Access | undefined,
  target: Target,
  signal?: AbortSignal,
): Promise<Speakers> {
  const ready = new Map<string, Credentials>(
    await Promise.all(
      Object.entries(callers).map(async ([name, caller]) => [name, await credentialsOf(name, caller, signal)] as const),
    ),
  );
  const bare = withoutCredentials(target, [...ready.values()]);
  const facts = factsOf(callers, access, (name) => ready.get(name)?.scopes);
  return {
    facts,
    as: async (name, ownToken = false) => {
      if (name === null) return bare;
      const credentials = ready.get(name);
      if (credentials === undefined) return undefined;
      const speaker = withCredentials(bare, credentials);
      return ownToken ? withOwnToken(name, callers[name], speaker) : speaker;
    },
  };
}

/** What any caller sends is nobody's: removed from whatever the target is reached with. */
function withoutCredentials(target: Target, all: readonly Credentials[]): Speaker {
  const given = target.kind === 'http' ? Object.keys(target.headers ?? {}) : [];
  const removed = new Set([
    'Authorization',
    ...given.filter((name) => CREDENTIAL.test(name)),
    ...all.flatMap(({ headers }) => Object.keys(headers)),
  ]);
  const variables = new Set(all.flatMap(({ env }) => Object.keys(env)));
  const env = target.kind === 'stdio' ? Object.entries(target.env ?? {}) : [];
  return {
    headers: Object.fromEntries([...removed].map((name) => [name, null])),
    env: Object.fromEntries(env.filter(([name]) => !variables.has(name))),
  };
}

const CREDENTIAL = /authorization|api-?key|token|secret|cookie/i;

function withCredentials(bare: Speaker, { headers, env }: Credentials): Speaker {
  const own = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const removed = Object.entries(bare.headers).filter(([name]) => !own.has(name.toLowerCase()));
  return { headers: { ...Object.fromEntries(removed), ...headers }, env: { ...bare.env, ...env } };
}

async function withOwnToken(name: string, caller: Caller | undefined, speaker: Speaker): Promise<Speaker | undefined> {
  const client = caller?.oauth;
  if (client?.revocationUrl === undefined) return undefined;
  const token = await fetchToken(name, client);
  return {
    ...speaker,
    headers: { ...speaker.headers, Authorization: `Bearer ${token.value}` },
    revoke: () =>
      revokeToken(name, client, token.value).then(
        () => true,
        () => false,
      ),
  };
}

/** The target as the first caller reaches it, where it was given no credentials of its own. */
export async function asFirstCaller(target: Target, callers: Callers, speakers: Speakers): Promise<Target> {
  const [first] = Object.entries(callers).find(([, { revoked }]) => revoked !== true) ?? [];
  const speaker = first === undefined ? undefined : await speakers.as(first);
  if (speaker === undefined) return target;
  if (target.kind === 'stdio') return { ...target, env: { ...target.env, ...speaker.env } };
  if (target.kind !== 'http') return target;
  const headers = { ...target.headers };
  for (const [name, value] of Object.entries(speaker.headers)) {
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  return { ...target, headers };
}
