// Each request gets one answer: not none, not two.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { messages, placeOf, type TargetMessage } from '../../artifacts/messages.ts';
import { at, brief, isObject, member, refusedOutside } from '../../kernel/look.ts';
import type { Exchange, Recording } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';

const LISTS = ['tools', 'resources', 'prompts'] as const;

const keyOf = (lane: string, id: unknown): string => `${lane} ${JSON.stringify(id)}`;

/** How often each id was asked with: a probe may use one twice on purpose, and 1.5, which some servers read as 1. */
function askedWith(recording: Recording): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { lane, sent } of recording.exchanges) {
    const parts: readonly unknown[] = Array.isArray(sent.json) ? sent.json : [sent.json];
    for (const part of parts) {
      const id = member(part, 'id');
      if (id === undefined || member(part, 'method') === undefined) continue;
      for (const given of new Set([id, typeof id === 'number' ? Math.trunc(id) : id])) {
        const key = keyOf(lane, given);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** Responses beyond the first; what a resumed stream delivers again is not sent a second time. */
function repeated(responses: readonly TargetMessage[], recording: Recording): readonly Finding[] {
  const asked = askedWith(recording);
  const came = new Map<string, TargetMessage[]>();
  for (const found of responses) {
    const id = member(found.message, 'id');
    const key = keyOf(found.lane, id);
    if (id === null || !asked.has(key)) continue;
    const before = came.get(key) ?? [];
    const redelivered = before.some(({ frame }) => frame.sse?.id !== undefined && frame.sse.id === found.frame.sse?.id);
    if (!redelivered) came.set(key, [...before, found]);
  }
  return [...came]
    .filter(([key, list]) => list.length > (asked.get(key) ?? 0))
    .map(([, list]) => ({
      at: list.slice(0, 4).map((found) => placeOf(found)),
      got: `${list.length} responses with the id ${brief(member(list[0]?.message, 'id'), 40)}`,
      want: 'one',
      key: `twice ${list[0]?.method ?? ''}`,
    }));
}

/** Refused with 429 or 503, lost with its connection, or given up by us: an answer, or nothing to conclude from. */
const inconclusive = (exchange: Exchange): boolean =>
  refusedOutside(exchange) ||
  exchange.outcome === 'closed' ||
  exchange.outcome === 'cancelled' ||
  exchange.outcome === 'http-refusal';

export default check({
  title: 'Every request is answered, and answered once',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.request-answered-once', 'jsonrpc.one-response-per-request'],
  why: 'A lost answer hangs the client until its timeout; a second one is taken for the answer to something else.',
  fix: 'Answer each request from one place, exactly once, also when several are under way.',
  touch: 'probing',
  needs: { messages },
  probe: async (session) => {
    const lists = LISTS.filter((name) => isObject(member(session.capabilities, name))).map((name) => `${name}/list`);
    const base = session.era === 'per-request' ? 'server/discover' : 'ping';
    const methods = Array.from({ length: 20 }, (_, index) => [base, ...lists][index % (lists.length + 1)] ?? base);
    await Promise.all(methods.map((method) => session.request(method, undefined, { tag: 'pipelined' })));
    await session.pause(300);
  },
  judge: ({ messages: { responses } }, look) => {
    const asked = look.tagged('pipelined').filter((exchange) => !inconclusive(exchange));
    const some = asked.some((exchange) => exchange.response !== undefined);
    const silent = some ? asked.filter((exchange) => exchange.response === undefined) : [];
    const lost = silent.slice(0, 4).map((exchange) => ({
      at: [at(exchange)],
      got: `no answer to ${exchange.method}, while others asked at the same time were answered`,
      want: 'one answer',
      key: `none ${exchange.method}`,
    }));
    return {
      seen: asked.length,
      findings: [...lost, ...repeated(responses, look.recording)],
      note: 'no request was answered',
    };
  },
});
