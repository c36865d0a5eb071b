// Calls by server and tool, read from what `assay record` counts (`assay-usage/1`) or from a log, one JSON object a line.

import { isObject, member } from '../../suites/kernel/look.ts';
import type { Usage } from './query.ts';

/** Names under which logs keep the server, and the tool. */
const SERVER = ['server', 'serverName', 'server_name', 'target'];
const TOOL = ['tool', 'toolName', 'tool_name'];

/** @throws Error where no line tells of a call */
export function usageOf(text: string): Usage {
  const whole = parsed(text);
  const servers = member(whole, 'servers');
  if (member(whole, 'format') === 'assay-usage/1' && isObject(servers)) return countsOf(servers);
  const usage: Record<string, Record<string, number>> = {};
  let seen = 0;
  for (const line of text.split('\n')) {
    const call = callOf(parsed(line));
    if (call === undefined) continue;
    seen += 1;
    const own = (usage[call.server] ??= {});
    own[call.tool] = (own[call.tool] ?? 0) + 1;
  }
  if (seen === 0) throw new Error('no line tells of a call: "server" and "tool" are expected in each');
  return usage;
}

function countsOf(servers: object): Usage {
  return Object.fromEntries(
    Object.entries(servers).map(([server, calls]) => [
      server,
      Object.fromEntries(Object.entries((calls ?? {}) as object).filter(([, count]) => typeof count === 'number')),
    ]),
  ) as Usage;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function callOf(line: unknown): { readonly server: string; readonly tool: string } | undefined {
  const first = (names: readonly string[]): string | undefined =>
    names.map((name) => member(line, name)).find((value): value is string => typeof value === 'string');
  const server = first(SERVER);
  const called = member(line, 'method') === 'tools/call' ? member(member(line, 'params'), 'name') : undefined;
  const tool = first(TOOL) ?? (typeof called === 'string' ? called : undefined);
  return server === undefined || tool === undefined ? undefined : { server, tool };
}
