// Log messages to a client that was told there would be none.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { notifications } from '../../artifacts/notifications.ts';
import { LOG_LEVEL } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, member } from '../../kernel/look.ts';

export default check({
  title: 'A server that sends log messages declares the logging capability',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['logging.capability-declared'],
  why: 'A client without a handler drops the messages, or takes them for an error of the protocol.',
  fix: 'Declare `logging: {}`, or write to stderr instead.',
  touch: 'probing',
  isolation: 'main',
  needs: { notifications, knownCalls },
  probe: async (session) => {
    if (!isObject(member(session.capabilities, 'logging')) && session.era === 'per-request') {
      const meta = { [LOG_LEVEL]: 'debug' };
      await Promise.all(
        ['server/discover', 'tools/list', 'resources/list', 'prompts/list'].map((method) =>
          session.request(method, undefined, { meta }),
        ),
      );
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
