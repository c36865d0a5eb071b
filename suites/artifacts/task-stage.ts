// What both kinds of tasks share: how they are read, and how a client asks about them.

import type { Session } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject, KnownCall, Recording } from '../kernel/recording.ts';
import { META } from './modern-messages.ts';

export const EXTENSION = 'io.modelcontextprotocol/tasks';
export const RELATED = 'io.modelcontextprotocol/related-task';

const POLLS = 12;
/** Tasks created one right after the other. */
export const MANY = 10;
export const CLIENT_CHOSEN = 'assay-client-chosen';
/** The id of no task. */
export const NO_TASK = 'assay-no-such-task';
const TERMINAL = new Set<unknown>(['completed', 'failed', 'cancelled']);

export const isTerminal = (status: unknown): boolean => TERMINAL.has(status);

/** The task in a result: under `task` when created in 2025-11-25, at the top level elsewhere. */
export function taskOf(exchange: Exchange): JsonObject | undefined {
  const result = resultOf(exchange);
  const inner = result?.['task'];
  if (isObject(inner)) return inner;
  return result !== undefined && (result['taskId'] !== undefined || result['status'] !== undefined)
    ? result
    : undefined;
}

export function idOf(exchange: Exchange): string | undefined {
  const id = taskOf(exchange)?.['taskId'];
  return typeof id === 'string' ? id : undefined;
}

/** What the server declares: the capability of 2025-11-25, or the extension. */
export const declaresTasks = (capabilities: JsonObject, era: Recording['era']): boolean =>
  era === 'initialize' ? isObject(capabilities['tasks']) : isObject(member(capabilities['extensions'], EXTENSION));

export const acceptsTaskCalls = (capabilities: JsonObject): boolean =>
  isObject(member(member(member(capabilities['tasks'], 'requests'), 'tools'), 'call'));

export class Stage {
  readonly session: Session;
  readonly meta: Readonly<Record<string, Json>>;

  constructor(session: Session, extra: JsonObject = {}) {
    this.session = session;
    this.meta =
      session.era === 'initialize' ? {} : { [META.capabilities]: { ...session.clientCapabilities, ...extra } };
  }

  ask(tag: string, method: string, params: JsonObject, deliberate?: string, id?: string): Promise<Exchange> {
    return this.session.request(method, params, {
      tag,
      meta: this.meta,
      ...(deliberate === undefined ? {} : { deliberate }),
      ...(id === undefined ? {} : { id }),
    });
  }

  /** Asks for the task until it is finished; never faster than the server suggests, within a second. */
  async poll(tag: string, taskId: string): Promise<void> {
    for (let round = 0; round < POLLS && this.session.alive; round += 1) {
      const seen = await this.ask(tag, 'tasks/get', { taskId });
      const task = taskOf(seen);
      if (task === undefined || isTerminal(task['status']) || task['status'] === 'input_required') return;
      const pace = task['pollInterval'] ?? task['pollIntervalMs'];
      await this.session.pause(Math.min(1_000, typeof pace === 'number' && pace > 0 ? pace : 200));
    }
  }
}

export const withTask = (call: KnownCall, task: Json): JsonObject => ({ ...call.params, task });

export const supportOf = (tool: unknown): string => {
  const support = member(member(tool, 'execution'), 'taskSupport');
  return support === 'optional' || support === 'required' ? support : 'forbidden';
};
