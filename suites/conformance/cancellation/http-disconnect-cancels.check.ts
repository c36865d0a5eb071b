// From 2026-07-28 closing the stream is how a request is cancelled over HTTP.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, brief, judgeEach, member, resultOf } from '../../kernel/look.ts';
import type { Exchange, JsonObject, KnownCall } from '../../kernel/recording.ts';

const meta = (call: KnownCall): { readonly uri?: string; readonly seconds: number } => {
  const [uri, seconds] = ['uri', 'seconds'].map((name) => member(call.params['_meta'], name));
  return { ...(typeof uri === 'string' ? { uri } : {}), seconds: typeof seconds === 'number' ? seconds : 5 };
};

const sent = (call: KnownCall): JsonObject =>
  Object.fromEntries(Object.entries(call.params).filter(([key]) => key !== '_meta'));

async function breakOff(session: Session, call: KnownCall, uri: string, seconds: number): Promise<void> {
  await session.request('resources/read', { uri }, { tag: 'before' });
  const stop = new AbortController();
  const running = session.request(call.method, sent(call), {
    tag: 'call',
    progressToken: 'assay-disconnect',
    timeout: 60_000,
    signal: stop.signal,
  });
  await session.pause(Math.min(300, seconds * 300));
  stop.abort();
  await running;
  await session.pause((seconds + 1) * 1_000);
  await session.request('resources/read', { uri }, { tag: 'after' });
}

const contents = (exchange: Exchange | undefined): string | undefined => {
  const found = member(resultOf(exchange), 'contents');
  return found === undefined ? undefined : JSON.stringify(found);
};

export default check({
  title: 'Closing the response stream cancels the request',
  level: 'must',
  revisions: { since: '2026-07-28' },
  transports: ['streamable-http'],
  requirements: ['cancellation.http-disconnect', 'cancellation.http-stops-work'],
  why: 'The client has no other way to cancel; what goes on costs time and money, and takes effect although nobody wants it any more.',
  fix: 'Abort the handler when the response stream is closed by the client.',
  touch: 'probing',
  isolation: 'own',
  needs: { knownCalls },
  applies: (views) =>
    views.knownCalls.find('cancellable').some((call) => meta(call).uri !== undefined)
      ? undefined
      : views.knownCalls.missing('cancellable'),
  probe: async (session, views) => {
    const call = views.knownCalls.find('cancellable').find((one) => meta(one).uri !== undefined);
    if (call !== undefined) await breakOff(session, call, meta(call).uri ?? '', meta(call).seconds);
  },
  judge: (_, look) => {
    const [before, after] = ['before', 'after'].map((tag) => contents(look.tagged(tag)[0]));
    return judgeEach(
      look
        .tagged('call')
        .filter((exchange) => exchange.outcome === 'cancelled' && before !== undefined && after !== undefined),
      (exchange) =>
        before === after
          ? undefined
          : {
              at: [at(exchange), at(look.tagged('after')[0])],
              got: `the call took effect though its stream was closed: ${brief(after, 80)}`,
              want: 'no effect',
              key: 'effect',
            },
      'the call was answered before its stream could be closed',
    );
  },
});
