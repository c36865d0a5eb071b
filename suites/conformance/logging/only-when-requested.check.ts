// From 2026-07-28 a request that asks for no log messages gets none.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { notifications } from '../../artifacts/notifications.ts';
import type { Notified } from '../../artifacts/notifications.ts';
import { LOG_LEVEL } from '../../artifacts/named-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, member } from '../../kernel/look.ts';
import type { Exchange, Recording } from '../../kernel/recording.ts';

/** A message may still be under way when the response has come. */
const GRACE_MS = 1_000;

const asksForLogs = (exchange: Exchange): boolean =>
  member(member(member(exchange.sent.json, 'params'), '_meta'), LOG_LEVEL) !== undefined;

/** Some request that asked for messages could be the cause: on stdio all of them share one pipe. */
function mayBeDue(one: Notified, recording: Recording): boolean {
  if (recording.transport !== 'stdio') return one.exchange !== undefined && asksForLogs(one.exchange);
  return recording.exchanges.some(
    (exchange) =>
      exchange.lane === one.lane &&
      asksForLogs(exchange) &&
      exchange.sent.at <= one.frame.at &&
      one.frame.at <= exchange.sent.at + exchange.ms + GRACE_MS,
  );
}

export default check({
  title: 'No log message is sent for a request that did not ask for any',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['logging.only-when-requested', 'logging.only-on-own-stream'],
  why: 'Messages nobody asked for reach clients that have no handler for them, on streams that belong to others.',
  fix: 'Send notifications/message only for requests whose _meta has io.modelcontextprotocol/logLevel, on the stream of that request.',
  touch: 'probing',
  isolation: 'own',
  needs: { notifications, knownCalls },
  // Calls beside each other, one of which asks: the messages belong to that one alone.
  probe: async (session, views) => {
    const [call] = views.knownCalls.find('emits-log');
    const quiet = await session.fork({ purpose: 'asks for no log messages' });
    if (call !== undefined) await quiet.request(call.method, call.params, { tag: 'alone' });
    await quiet.request('tools/call', { name: 'assay__no_such_tool', arguments: {} }, { tag: 'failing' });
    await quiet.settle(300);
    const slow = views.knownCalls.find('emits-progress')[0] ?? call;
    if (call === undefined || slow === undefined) return;
    await Promise.all([
      session.request(slow.method, slow.params, { tag: 'beside', progressToken: 'assay-beside' }),
      session.request(call.method, call.params, { tag: 'asking', meta: { [LOG_LEVEL]: 'debug' } }),
    ]);
    await session.settle();
  },
  judge: (views, { recording }) => {
    const wrong = views.notifications.of('notifications/message').filter((one) => !mayBeDue(one, recording));
    const findings = new Map(
      wrong.map((one): readonly [string, Finding] => {
        const key = one.exchange?.method ?? 'no request';
        return [
          key,
          {
            at: [one.where, ...(one.exchange === undefined ? [] : [at(one.exchange)])],
            got: `a log message for ${key}: ${brief(one.params, 80)}`,
            want: 'none without logLevel in _meta',
            key,
          },
        ];
      }),
    );
    return {
      seen: recording.exchanges.filter((exchange) => exchange.response !== undefined && !asksForLogs(exchange)).length,
      findings: [...findings.values()],
      note: 'nothing was answered',
    };
  },
});
