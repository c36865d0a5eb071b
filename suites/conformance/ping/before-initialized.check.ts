// A ping between the initialize result and the initialized notification.

import { firstWords } from '../../artifacts/first-words.ts';
import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

async function pingEarly(session: Session): Promise<void> {
  const fresh = await session.fork({ handshake: false, purpose: 'pings before initialized' });
  const opened = await fresh.request(
    'initialize',
    {
      protocolVersion: session.revision,
      capabilities: session.clientCapabilities,
      clientInfo: { name: 'assay', version: '0' },
    },
    { tag: 'initialize' },
  );
  if (resultOf(opened) === undefined) return;
  await fresh.request('ping', undefined, { tag: 'ping' });
  await fresh.notify('notifications/initialized');
}

export default check({
  title: 'A ping is answered before the initialized notification too',
  level: 'must',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['ping.before-initialized'],
  why: 'Pings are the one request that either side may send at any time; a client that checks the connection while it opens would give it up.',
  fix: 'Serve ping from the moment initialize has been answered.',
  touch: 'probing',
  needs: { firstWords },
  // What went well on a connection that was opened more than once went well; anything else is asked on a fresh one.
  probe: async (session, { firstWords: { heldPing } }) => {
    if (heldPing === undefined || resultOf(heldPing) === undefined) await pingEarly(session);
  },
  judge: ({ firstWords: { heldPing } }, look) =>
    judgeEach(
      [...(look.probe.length === 0 && heldPing !== undefined ? [heldPing] : []), ...look.tagged('ping')].filter(
        (exchange) => !refusedOutside(exchange),
      ),
      (exchange) =>
        resultOf(exchange) !== undefined
          ? undefined
          : { at: [at(exchange)], got: ending(exchange), want: '{}', key: 'ping' },
      'the target gave no further connection',
    ),
});
