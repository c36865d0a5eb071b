// What is listed can be called under that name.

import { toolCalls } from '../../artifacts/safe-calls.ts';
import type { ToolCall } from '../../artifacts/safe-calls.ts';
import { itemsOf, readWalk, text, walkList } from '../../artifacts/listing.ts';
import { unknownTools } from '../../artifacts/unknown-tools.ts';
import type { UnknownTool } from '../../artifacts/unknown-tools.ts';
import { check } from '../../kernel/check.ts';
import type { Look } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, member, refusedOutside } from '../../kernel/look.ts';

const SAYS_UNKNOWN =
  /unknown tool|tool .{0,80}(?:not found|does not exist|is unknown|not registered)|no such tool|method not found/iu;

/** The words of an answer that reports a failure. */
function complaint(call: ToolCall): string | undefined {
  const error = errorOf(call.exchange);
  if (error !== undefined) return String(error.message ?? '');
  if (member(call.result, 'isError') !== true) return undefined;
  const content = member(call.result, 'content');
  return Array.isArray(content)
    ? content.map((block: unknown) => String(member(block, 'text') ?? '')).join(' ')
    : undefined;
}

/** The target's own way of saying that a tool does not exist, the name taken out; learnt from names that surely do not. */
const words = (message: string, name: string): string =>
  message
    .replaceAll(name, '')
    .replaceAll(/["'`\s]+/gu, ' ')
    .trim();

function saysUnknown(call: ToolCall, unknown: readonly UnknownTool[]): boolean {
  const message = complaint(call);
  if (message === undefined) return false;
  if (errorOf(call.exchange)?.code === -32601) return true;
  const own = unknown.flatMap(({ exchange, name }) => {
    const error = errorOf(exchange);
    return typeof error?.message === 'string' && error.message.includes(name) ? [words(error.message, name)] : [];
  });
  return own.includes(words(message, call.name)) || (message.includes(call.name) && SAYS_UNKNOWN.test(message));
}

/** The list, walked again after the failure, still names it: what went away between listing and calling is no finding. */
function stillListed(call: ToolCall, look: Look): boolean {
  const pages = look.tagged('again');
  if (readWalk(pages).end !== 'end') return true;
  return itemsOf(pages, 'tools').some((item) => text(item, 'name') === call.name);
}

export default check({
  title: 'A listed tool can be called under its name',
  level: 'must',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['tools.list-stable-callable'],
  why: 'A model is offered the tool and gets an error for every use.',
  fix: 'List what the dispatcher knows, from the same table.',
  touch: 'probing',
  capability: 'tools',
  enabledBy: { allow: true },
  needs: { toolCalls, unknownTools },
  probe: async (session, views) => {
    if (views.toolCalls.calls.some((call) => saysUnknown(call, views.unknownTools)))
      await walkList(session, 'tools/list', 'again');
  },
  judge: (views, look) =>
    judgeEach(
      views.toolCalls.calls.filter(
        (call) => !refusedOutside(call.exchange) && (call.result ?? errorOf(call.exchange)) !== undefined,
      ),
      (call) =>
        saysUnknown(call, views.unknownTools) && stillListed(call, look)
          ? {
              at: [call.tool.where, at(call.exchange)],
              got: `${brief(text(call.tool, 'name') ?? '', 60)} is listed; its call gave ${errorOf(call.exchange) === undefined ? brief(complaint(call)) : ending(call.exchange)}`,
              want: 'an outcome of the tool',
              key: brief(call.name, 60),
            }
          : undefined,
      views.toolCalls.note,
    ),
});
