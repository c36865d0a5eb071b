// A broken initialize is an everyday accident; the server says so instead of breaking.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { besideProtocol } from '../../artifacts/answers.ts';
import { firstWords } from '../../artifacts/first-words.ts';

export default check({
  title: 'A malformed initialize is answered and does not break the server',
  level: 'should',
  revisions: STATEFUL,
  requirements: ['lifecycle.handles-negotiation-errors'],
  why: 'One confused client must not take the server down, and a client that gets no answer waits until its timeout.',
  fix: 'Validate the params of initialize and answer -32602 where protocolVersion or capabilities is missing or of another type.',
  touch: 'probing',
  needs: { firstWords },
  judge: ({ firstWords: { odd, agreements } }) => {
    // Where nothing at all is answered, the connection is at fault and not the odd message.
    if (!agreements.some((each) => each.exchange.response !== undefined))
      return { seen: 0, findings: [], note: 'no initialize was answered' };
    return judgeEach(
      odd.filter((exchange) => !besideProtocol(exchange) && exchange.outcome !== 'cancelled'),
      (exchange) => {
        const key = (exchange.tag ?? '').slice('odd:'.length);
        const want = 'an error, an HTTP 4xx or a counter-offer';
        if (exchange.outcome === 'timeout') return { at: [at(exchange)], got: 'no answer', want, key: `${key}-silent` };
        if (exchange.outcome === 'closed') return { at: [at(exchange)], got: 'a closed connection', want, key };
        if ((exchange.status ?? 0) >= 500 && exchange.response === undefined)
          return { at: [at(exchange)], got: `HTTP ${exchange.status}`, want, key };
        return undefined;
      },
    );
  },
});
