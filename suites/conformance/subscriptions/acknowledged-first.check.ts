// Until the acknowledgement a client does not know what it will hear of.

import { listens } from '../../artifacts/listens.ts';
import { check } from '../../kernel/check.ts';
import { at, atFrame, judgeEach, member, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'The first message of a subscription is its acknowledgement',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['subscriptions.ack-first', 'subscriptions.nothing-before-ack'],
  why: 'Notices before the acknowledgement are lost, and a missing one leaves the client waiting.',
  fix: 'Send notifications/subscriptions/acknowledged as soon as the filter is read, before any notice.',
  touch: 'probing',
  needs: { listens },
  judge: ({ listens: opened }) =>
    judgeEach(
      opened.all.filter(
        ({ exchange, messages }) =>
          !refusedOutside(exchange) && (exchange.outcome === 'cancelled' || messages.length > 0),
      ),
      ({ exchange, messages, acknowledged, tag }) => {
        const [first] = messages;
        if (first !== undefined && first === acknowledged) return undefined;
        const got = first === undefined ? 'nothing' : `${String(member(first.json, 'method'))} first`;
        return {
          at: [first === undefined ? at(exchange) : atFrame(first)],
          got,
          want: 'notifications/subscriptions/acknowledged',
          key: tag,
        };
      },
      'no subscription was opened',
    ),
});
