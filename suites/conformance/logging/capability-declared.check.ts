// Log messages to a client that was told there would be none.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { notifications } from '../../artifacts/notifications.ts';
import { LOG_LEVEL } from '../../artifacts/named-calls.ts';
import { CALL_PATIENCE, toolCalls } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, member } from '../../kernel/look.ts';

/** Tools that are called again, asked to log. */
const MOST = 12;

export default check({
  title: 'A server that sends log messages declares the logging capability',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['logging.capability-declared'],
  why: 'A client without a handler drops the messages, or takes them for an error of the protocol.',
  fix: 'Declare `logging: {}`, or write to stderr instead.',
  touch: 'probing',
  isolation: 'main',
  needs: { notifications, knownCalls, toolCalls },
  probe: async (session, { toolCalls: { calls } }) => {
    if (!isObject(member(session.capabilities, 'logging')) && session.era === 'per-request') {
      const meta = { [LOG_LEVEL]: 'debug' };
      const lists = ['server/discover', 'tools/list', 'resources/list', 'prompts/list'];
      // Tools log where lists do not; those that answered at once will do so again.
      const quick = calls.filter(({ succeeded }) => succeeded).slice(0, MOST);
      await Promise.all([
        ...lists.map((method) => session.request(method, undefined, { meta })),
        ...quick.map(({ name, arguments: args }) =>
          session.request('tools/call', { name, arguments: args }, { meta, timeout: CALL_PATIENCE }),
        ),
      ]);
    }
    // What is on its way by now has time to arrive.
    await session.settle();
  },
  judge: (views, { recording }) => {
    const sent = views.notifications.of('notifications/message');
    if (isObject(recording.capabilities['logging'])) return { seen: 1, findings: [] };
    const [first] = sent;
    if (first === undefined) return { seen: 1, findings: [] };
    const finding = {
      at: sent.slice(0, 5).map((one) => one.where),
      got: `${sent.length} log messages (${brief(first.params, 80)}), logging is not declared`,
      want: 'the logging capability, declared',
      key: 'notifications/message',
    };
    return { seen: 1, findings: [finding] };
  },
});
