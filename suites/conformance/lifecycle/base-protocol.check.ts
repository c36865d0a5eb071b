// Whatever a server offers, ping works and an unknown method is an error.

import { check } from '../../kernel/check.ts';
import type { Finding, Session } from '../../kernel/check.ts';
import { at, ending, errorOf, member, refusedOutside } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { served } from '../../artifacts/answers.ts';

async function probe(session: Session): Promise<void> {
  await session.request('ping', undefined, { tag: 'ping' });
  await session.request('assay/unknown', {}, { tag: 'unknown method', deliberate: 'a method that no revision has' });
  await session.notify(
    'notifications/assay/unknown',
    {},
    { tag: 'unknown notification', deliberate: 'unknown to all' },
  );
  await session.request('ping', undefined, { tag: 'ping' });
}

export default check({
  title: 'The base protocol works: initialize, ping, unknown methods, unknown notifications',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['lifecycle.base-protocol-supported'],
  why: 'Clients use ping to see that a connection lives, and errors to see what a server does not have.',
  fix: 'Answer ping with an empty result and unknown methods with error -32601, and ignore unknown notifications.',
  touch: 'probing',
  needs: {},
  probe,
  judge: (_views, { probe: asked, tagged, recording }) => {
    const opening = recording.exchanges.find(({ by, method }) => by === 'open' && method === 'initialize');
    if (errorOf(opening)?.code === -32601)
      return {
        seen: 1,
        findings: [{ at: [at(opening)], got: 'initialize is no method', want: 'a result', key: 'initialize' }],
      };
    const findings: Finding[] = [];
    const judged = asked.filter((each) => !refusedOutside(each) && each.outcome !== 'cancelled');
    const [before, after] = tagged('ping');
    for (const [ping, key] of [
      [before, 'ping'],
      [after, 'ping-after'],
    ] as const)
      if (ping !== undefined && judged.includes(ping) && !served(ping))
        findings.push({ at: [at(ping)], got: ending(ping), want: 'an empty result', key });
    const [unknown] = tagged('unknown method');
    if (
      unknown !== undefined &&
      judged.includes(unknown) &&
      errorOf(unknown) === undefined &&
      (unknown.status ?? 0) < 400
    )
      findings.push({ at: [at(unknown)], got: ending(unknown), want: 'an error', key: 'unknown-method' });
    const [notification] = tagged('unknown notification');
    const answer = notification?.received.find(
      ({ json }) => member(json, 'result') !== undefined || member(json, 'error') !== undefined,
    );
    if (notification !== undefined && answer !== undefined && (notification.status ?? 0) < 400)
      findings.push({ at: [at(notification)], got: 'a response', want: 'no answer', key: 'unknown-notification' });
    return { seen: judged.length, findings };
  },
});
