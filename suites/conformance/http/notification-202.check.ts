// A notification has no answer: 202 and nothing more says that it was taken.

import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { succeeded } from '../../artifacts/answers.ts';

/** Only what was sent rightly; refused notifications have a rule of their own. */
const isNotification = ({ sent }: Exchange): boolean => {
  const all: readonly unknown[] = Array.isArray(sent.json) ? (sent.json as readonly unknown[]) : [sent.json];
  return (
    sent.deliberate === undefined &&
    all.length > 0 &&
    all.every((each) => isObject(each) && typeof each.method === 'string' && !Object.hasOwn(each, 'id'))
  );
};

const body = (exchange: Exchange): string =>
  exchange.received
    .filter(({ via }) => via === 'post' || via === 'stream')
    .map(({ raw }) => raw)
    .join('');

async function probe(session: Session): Promise<void> {
  await session.notify('notifications/cancelled', { requestId: 'assay-none' }, { tag: 'cancelled' });
  await session.notify('notifications/assay/unknown', undefined, { tag: 'unknown' });
  if (session.revision !== '2025-03-26') return;
  const one = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'assay-none' } };
  await session.http({ method: 'POST', body: JSON.stringify([one, one]), tag: 'batch' });
}

export default check({
  title: 'An accepted notification is answered with 202 and an empty body',
  level: 'must',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['http.notification-202', 'http.notification-accepted-202'],
  why: 'A body where none is due is read as a message by some clients and as an error by others.',
  fix: 'Answer 202 Accepted with no body to a POST that holds only notifications.',
  touch: 'probing',
  needs: {},
  probe,
  judge: (_views, { recording }) => {
    const keys = new Set<string>();
    return judgeEach(
      recording.exchanges.filter((each) => isNotification(each) && succeeded(each)),
      (exchange) => {
        const text = body(exchange);
        if (exchange.status === 202 && text === '') return undefined;
        const method = member(exchange.sent.json, 'method');
        const key = typeof method === 'string' ? method : 'batch';
        if (keys.has(key)) return undefined;
        keys.add(key);
        const got = text === '' ? `HTTP ${exchange.status}` : `HTTP ${exchange.status} with ${brief(text, 80)}`;
        return { at: [at(exchange)], got, want: '202 without a body', key };
      },
      'no notification was accepted',
    );
  },
});
