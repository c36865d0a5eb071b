// Tasks played through their life once, for all rules on them: the experiment of 2025-11-25 and the extension of 2026-07-28.

import { artifact } from '../kernel/check.ts';
import type { Artifact } from '../kernel/check.ts';
import type { Exchange, JsonObject } from '../kernel/recording.ts';
import { completions } from './completions.ts';
import { playExtension } from './extension-tasks.ts';
import { knownCalls } from './known-calls.ts';
import { listens } from './listens.ts';
import { promptGets } from './prompt-gets.ts';
import { resourceReads } from './resource-reads.ts';
import { toolCalls } from './safe-calls.ts';
import { supportOf } from './task-stage.ts';
import { tools } from './tools.ts';
import { playWished } from './wished-tasks.ts';

export interface TaskLives {
  readonly all: readonly Exchange[];
  of(tag: string): readonly Exchange[];
  startingWith(prefix: string): readonly Exchange[];
  readonly lanes: ReadonlySet<string>;
}

const BY = 'artifact:task-lives';

export const taskLives = artifact<TaskLives>({
  id: 'task-lives',
  // Every call is made again here, and one of them may well end subscriptions: those have been looked at by then.
  after: [
    knownCalls,
    toolCalls,
    tools,
    resourceReads,
    promptGets,
    completions,
    listens,
  ] as readonly Artifact<unknown>[],
  gather: async (session, views) => {
    const calls = views(knownCalls).find('creates-task', 'tools/call');
    const harmless = views(toolCalls).calls.find(
      ({ succeeded, tool }) => succeeded && supportOf(tool.value) === 'forbidden',
    );
    const plain: JsonObject | undefined =
      harmless === undefined ? undefined : { name: harmless.name, arguments: harmless.arguments };
    if (session.era === 'per-request') await playExtension(session, views, calls, plain);
    else if (session.revision === '2025-11-25') await playWished(session, views, calls, plain);
  },
  read: (recording) => {
    const all = recording.exchanges.filter(({ by }) => by === BY);
    return {
      all,
      of: (tag) => all.filter((exchange) => exchange.tag === tag),
      startingWith: (prefix) => all.filter(({ tag }) => tag?.startsWith(prefix) === true),
      lanes: new Set(all.map(({ lane }) => lane)),
    };
  },
});
