// The `access:` part of the configuration, who may do what, and its translation into facts that rules can judge by.

import type { AccessFacts, AccessLine, AccessTopic, JsonObject } from '../../suites/kernel/recording.ts';
import type { Callers } from './caller.ts';

/** A tool by its name alone, or a topic. */
export type Entry =
  string | (AccessTopic & { readonly where?: Readonly<Record<string, string>>; readonly try?: JsonObject });

export interface Access {
  readonly otherwise?: 'allow' | 'deny';
  /** By caller; `anonymous` is whoever shows no credentials. */
  readonly matrix?: Readonly<Record<string, { readonly allow?: readonly Entry[]; readonly deny?: readonly Entry[] }>>;
  readonly scopes?: Readonly<Record<string, readonly Entry[]>>;
}

const topicOf = (entry: Entry): AccessTopic => (typeof entry === 'string' ? { tool: entry } : entry);

export function factsOf(
  callers: Callers,
  access: Access | undefined,
  scopesOf: (name: string) => readonly string[] | undefined,
): AccessFacts {
  const lines = Object.entries(access?.matrix ?? {}).flatMap(([caller, { allow, deny }]) => [
    ...linesOf(caller, 'allow', allow ?? []),
    ...linesOf(caller, 'deny', deny ?? []),
  ]);
  const short = Object.entries(callers).flatMap(([caller, { may, mayNot }]) => [
    ...linesOf(caller, 'allow', may ?? []),
    ...linesOf(caller, 'deny', mayNot ?? []),
  ]);
  return {
    callers: Object.entries(callers).map(([name, { revoked, oauth, subject }]) => {
      const scopes = scopesOf(name);
      return {
        name,
        ...(scopes === undefined ? {} : { scopes }),
        ...(subject === undefined ? {} : { subject }),
        ...(revoked === true ? { revoked } : {}),
        ...(oauth?.revocationUrl === undefined ? {} : { revocable: true }),
      };
    }),
    lines: [...lines, ...short],
    ...(access?.otherwise === undefined ? {} : { otherwise: access.otherwise }),
    scopes: Object.fromEntries(
      Object.entries(access?.scopes ?? {}).map(([scope, topics]) => [scope, topics.map(topicOf)]),
    ),
  };
}

const linesOf = (caller: string, effect: AccessLine['effect'], entries: readonly Entry[]): AccessLine[] =>
  entries.map((entry) => ({ caller, effect, ...topicOf(entry) }));
