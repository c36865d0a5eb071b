// A subscription brings what was subscribed to, and no log messages.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { LOG_LEVEL } from '../../artifacts/named-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief, judgeEach, member } from '../../kernel/look.ts';
import type { Frame } from '../../kernel/recording.ts';
import { until } from '../../artifacts/until.ts';

const SUBSCRIPTION = 'io.modelcontextprotocol/subscriptionId';

const isLog = (frame: Frame): boolean =>
  frame.origin === 'target' && member(frame.json, 'method') === 'notifications/message';

const acknowledged = (frames: readonly Frame[]): boolean =>
  frames.some((frame) => member(frame.json, 'method') === 'notifications/subscriptions/acknowledged');

export default check({
  title: 'Log messages never come on a subscriptions/listen stream',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['logging.not-on-listen-stream'],
  why: 'A listen stream outlives the request that logs, and may belong to another part of the client.',
  fix: 'Send log messages on the stream of the request that asked for them, and nowhere else.',
  touch: 'probing',
  isolation: 'own',
  needs: { knownCalls },
  probe: async (session, views) => {
    const stop = new AbortController();
    const listening = session.request(
      'subscriptions/listen',
      { notifications: { toolsListChanged: true } },
      {
        tag: 'listen',
        timeout: 20_000,
        meta: { [LOG_LEVEL]: 'debug' },
        signal: stop.signal,
      },
    );
    await until(session, () => acknowledged(session.frames), 2_000);
    const [call] = views.knownCalls.find('emits-log');
    const meta = { [LOG_LEVEL]: 'debug' };
    if (call !== undefined) await session.request(call.method, call.params, { meta });
    await session.request('tools/list', undefined, { meta });
    await session.settle(300);
    stop.abort();
    await listening;
  },
  judge: (_, look) => {
    const listens = look
      .tagged('listen')
      .filter(
        (exchange) =>
          acknowledged(exchange.received) ||
          acknowledged(look.recording.frames.filter((frame) => frame.lane === exchange.lane)),
      );
    return judgeEach(
      listens,
      (exchange): Finding | undefined => {
        const id = member(exchange.sent.json, 'id');
        const onIt = look.recording.frames.find(
          (frame) =>
            frame.lane === exchange.lane &&
            isLog(frame) &&
            (member(member(member(frame.json, 'params'), '_meta'), SUBSCRIPTION) === id ||
              (frame.via === 'stream' && exchange.received.includes(frame))),
        );
        return onIt === undefined
          ? undefined
          : {
              at: [atFrame(onIt)],
              got: `a log message on the subscription: ${brief(member(onIt.json, 'params'), 80)}`,
              want: 'none',
              key: 'log on subscription',
            };
      },
      'subscriptions/listen was not acknowledged',
    );
  },
});
