// One call of each tool that may be called, with arguments that its own schema makes: the traffic many rules judge.

import { artifact } from '../kernel/check.ts';
import type { Session } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject } from '../kernel/recording.ts';
import { exampleArguments } from './example-value.ts';
import type { Listed } from './listing.ts';
import { text } from './listing.ts';
import { askForLogs, namedCalls } from './named-calls.ts';
import { tools } from './tools.ts';

/** Tools called at most. */
export const CALL_LIMIT = 24;
/** A call that takes longer is given up and counts as long-running. */
export const CALL_PATIENCE = 3_000;

export interface ToolCall {
  readonly name: string;
  /** The definition as it was listed. */
  readonly tool: Listed;
  readonly exchange: Exchange;
  readonly arguments: JsonObject;
  /** The arguments hold under the tool's schema as far as the generator can tell. */
  readonly sure: boolean;
  /** The result, where one came; `isError` results too. */
  readonly result?: JsonObject;
  /** A complete result that is not flagged `isError`. */
  readonly succeeded: boolean;
}

export interface ToolCalls {
  readonly calls: readonly ToolCall[];
  /** These, and calls that the operator named because they return structured content. */
  readonly withStructure: readonly ToolCall[];
  /** Listed tools that may be called, called or not. */
  readonly callable: readonly Listed[];
  /** Why nothing was called, for the note of a skip. */
  readonly note: string;
}

/** Words in a name or description that promise a property some rule looks for: such tools are called first. */
const TELLING =
  /progress|long|slow|log|resource|image|audio|link|embed|struct|elicit|sampl|roots|task|notif|error|fail/iu;

/** A tool that can only be run as a task refuses a plain call by rule (2025-11-25, tasks). */
export const taskOnly = (tool: Listed): boolean =>
  member(member(tool.value, 'execution'), 'taskSupport') === 'required';

const rank = (item: Listed): number =>
  (isObject(member(item.value, 'outputSchema')) ? 0 : 2) +
  (TELLING.test(`${text(item, 'name') ?? ''} ${text(item, 'description') ?? ''}`) ? 0 : 1);

/** Listed tools that may be called, telling ones first, each name once. */
export function callableTools(items: readonly Listed[], callable: readonly string[]): readonly Listed[] {
  const allowed = new Set(callable);
  const once = new Map<string, Listed>();
  for (const item of items) {
    const name = text(item, 'name');
    if (name !== undefined && allowed.has(name) && !once.has(name)) once.set(name, item);
  }
  return [...once.values()].toSorted((one, two) => rank(one) - rank(two));
}

const by = 'artifact:tool-calls';

async function call(
  session: Session,
  tool: Listed,
  index: number,
  meta: Readonly<Record<string, Json>>,
): Promise<void> {
  const name = text(tool, 'name') ?? '';
  const made = exampleArguments(member(tool.value, 'inputSchema'));
  const exchange = await session.request(
    'tools/call',
    { name, arguments: made.value },
    // Both kinds of token, because a server may lose one of them.
    { tag: name, progressToken: index % 2 === 0 ? `call-${index}` : 7_000 + index, meta, timeout: CALL_PATIENCE },
  );
  if (exchange.outcome !== 'timeout') return;
  const id = member(exchange.sent.json, 'id');
  if (typeof id === 'string' || typeof id === 'number')
    await session.notify('notifications/cancelled', { requestId: id, reason: 'took too long' });
}

export const toolCalls = artifact<ToolCalls>({
  id: 'tool-calls',
  after: [tools, namedCalls],
  declared: (capabilities) => isObject(member(capabilities, 'tools')),
  gather: async (session, views) => {
    const chosen = callableTools(views(tools).items, session.callable)
      .filter((tool) => !taskOnly(tool))
      .slice(0, CALL_LIMIT);
    if (chosen.length === 0) return;
    const meta = await askForLogs(session);
    await Promise.all(chosen.map((tool, index) => call(session, tool, index, meta)));
  },
  read: (recording, views) => {
    const callable = callableTools(views(tools).items, recording.facts.callable);
    const byName = new Map(callable.map((tool) => [text(tool, 'name'), tool]));
    const calls = recording.exchanges
      .filter((exchange) => exchange.by === by && exchange.method === 'tools/call')
      .flatMap((exchange): ToolCall[] => {
        const params = member(exchange.sent.json, 'params');
        const name = member(params, 'name');
        const tool = typeof name === 'string' ? byName.get(name) : undefined;
        return tool === undefined ? [] : [readCall(exchange, tool, params)];
      });
    const listed = new Map(views(tools).items.map((tool) => [text(tool, 'name'), tool]));
    const named = views(namedCalls)
      .of('structured-content')
      .flatMap((exchange): ToolCall[] => {
        const params = member(exchange.sent.json, 'params');
        const tool = exchange.method === 'tools/call' ? listed.get(String(member(params, 'name'))) : undefined;
        return tool === undefined ? [] : [readCall(exchange, tool, params)];
      });
    const note =
      callable.length === 0
        ? 'no listed tool may be called: annotate one with readOnlyHint, name one in the configuration (allow: [name]), or use --calls all'
        : 'no call of a tool gave anything to judge';
    return { calls, withStructure: [...calls, ...named], callable, note };
  },
});

function readCall(exchange: Exchange, tool: Listed, params: unknown): ToolCall {
  const sent = member(params, 'arguments');
  const result = resultOf(exchange);
  return {
    name: text(tool, 'name') ?? '',
    tool,
    exchange,
    arguments: isObject(sent) ? sent : {},
    sure: exampleArguments(member(tool.value, 'inputSchema')).sure,
    ...(result === undefined ? {} : { result }),
    succeeded: result !== undefined && isComplete(result) && result['isError'] !== true && result['task'] === undefined,
  };
}

/** A final result: from 2026-07-28 a result may instead ask for input (`resultType`). */
export const isComplete = (result: JsonObject): boolean =>
  result['resultType'] === undefined || result['resultType'] === 'complete';
