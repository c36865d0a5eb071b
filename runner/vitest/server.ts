// A target that runs while tests run: calls, lists and reads through the same wire that audits use.

import { randomInt } from 'node:crypto';

import { errorOf, member, resultOf } from '../../suites/kernel/look.ts';
import type { JsonObject } from '../../suites/kernel/recording.ts';
import type { Revision } from '../../suites/kernel/revision.ts';
import { textOf } from '../../suites/generation/calls.ts';
import type { LaneSession } from '../engine/lane-session.ts';
import { open } from '../engine/open.ts';
import type { Target } from '../target.ts';

/** What became of a tool call. */
export interface Answer {
  /** Text blocks of the result, or the message of the error. */
  readonly text: string;
  readonly structuredContent?: unknown;
  readonly isError: boolean;
  /** JSON-RPC error, where there was no result. */
  readonly error?: { readonly code: unknown; readonly message: unknown };
  readonly result?: JsonObject;
}

/** A server under test. */
export interface Server {
  readonly target: Target;
  readonly revision: Revision;
  call(name: string, args?: JsonObject): Promise<Answer>;
  /** Names of the tools, from all pages. */
  tools(): Promise<readonly string[]>;
  /** Any other request; the result, or the error thrown as an Error. */
  request(method: string, params?: JsonObject): Promise<JsonObject>;
  close(): Promise<void>;
}

export interface StartOptions {
  readonly revision?: Revision;
  /** Milliseconds for one request; default 10000. */
  readonly timeoutMs?: number;
}

/** Starts or dials a target and opens it. @throws Error where it cannot be opened, with what it wrote to stderr. */
export async function startServer(target: Target, options: StartOptions = {}): Promise<Server> {
  const opened = await open({
    target,
    label: 'vitest',
    options: options.revision === undefined ? {} : { revisions: [options.revision] },
    seed: randomInt(2 ** 31),
    timeoutMs: options.timeoutMs ?? 10_000,
    numbering: { frame: 0, exchange: 0 },
    began: performance.now(),
  });
  const close = async (): Promise<void> => {
    await Promise.all(opened.tried.map((sitting) => sitting.shutdown()));
  };
  const [sitting] = opened.sittings;
  const session = sitting?.main;
  if (sitting === undefined || session === undefined) {
    await close();
    throw new Error(opened.problems.join('\n') || 'the target speaks no revision that was asked for');
  }
  return { target, revision: sitting.revision, close, ...requests(session.as('vitest')) };
}

function requests(session: LaneSession): Pick<Server, 'call' | 'tools' | 'request'> {
  const request = async (method: string, params?: JsonObject): Promise<JsonObject> => {
    const exchange = await session.request(method, params);
    const result = resultOf(exchange);
    if (result !== undefined) return result;
    const error = errorOf(exchange);
    throw new Error(
      error === undefined
        ? `${method}: ${exchange.outcome}`
        : `${method}: error ${String(error.code)} ${String(error.message)}`,
    );
  };
  return {
    request,
    async call(name, args = {}) {
      const exchange = await session.request('tools/call', { name, arguments: args });
      const result = resultOf(exchange);
      const error = errorOf(exchange);
      if (result === undefined && error === undefined) throw new Error(`tools/call ${name}: ${exchange.outcome}`);
      return {
        text: error === undefined ? textOf(exchange) : String(error.message),
        isError: error !== undefined || member(result, 'isError') === true,
        ...(result === undefined ? {} : { result, structuredContent: result['structuredContent'] }),
        ...(error === undefined ? {} : { error: { code: error.code, message: error.message } }),
      };
    },
    async tools() {
      const names: string[] = [];
      let params: JsonObject | undefined;
      for (let page = 0; page < 200; page += 1) {
        const result = await request('tools/list', params);
        const tools = Array.isArray(result['tools']) ? (result['tools'] as readonly unknown[]) : [];
        names.push(...tools.map((tool) => String(member(tool, 'name'))));
        const cursor = result['nextCursor'];
        if (typeof cursor !== 'string') break;
        params = { cursor };
      }
      return names;
    },
  };
}
