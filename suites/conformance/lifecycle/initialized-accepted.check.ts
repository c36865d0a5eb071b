// The notification that ends the handshake is taken in either form, and service begins.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, ending, errorOf, refusedOutside } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { besideProtocol, codeOf } from '../../artifacts/answers.ts';
import { firstWords } from '../../artifacts/first-words.ts';

const METHOD = 'notifications/initialized';

function complaint(exchange: Exchange): Finding | undefined {
  const answer = exchange.received.find((frame) => frame.via !== 'exit' && errorOf({ ...exchange, response: frame }));
  const status = exchange.status ?? 200;
  if (answer === undefined && status < 400 && exchange.outcome !== 'closed') return undefined;
  return {
    at: [at(exchange)],
    got: ending(exchange),
    want: 'the notification taken without complaint',
    key: 'refused',
  };
}

function afterwards(exchange: Exchange): Finding | undefined {
  if (exchange.response !== undefined && errorOf(exchange) === undefined) return undefined;
  // A list whose method is missing is the fault of the declaration, which has a rule of its own.
  if (codeOf(exchange) === -32601 && exchange.method !== 'ping') return undefined;
  return {
    at: [at(exchange)],
    got: ending(exchange),
    want: `${exchange.method} served`,
    key: `then-${exchange.method}`,
  };
}

export default check({
  title: 'After initialize the initialized notification is taken and requests are served',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['lifecycle.initialized-accepted'],
  why: 'Every client sends this notification; a server that rejects it or closes the connection cannot be used at all.',
  fix: 'Accept notifications/initialized with and without params, answer nothing to it, and serve what follows.',
  touch: 'probing',
  needs: { firstWords },
  judge: ({ firstWords: { initialized, after } }, { recording }) => {
    const sent = recording.exchanges.filter((exchange) => exchange.method === METHOD && exchange.by === 'open');
    const taken = [...sent, ...(initialized === undefined ? [] : [initialized])].filter(
      (each) => !besideProtocol(each),
    );
    const served = after.filter((each) => !refusedOutside(each));
    const findings = [...taken.map(complaint), ...served.map(afterwards)].filter((found) => found !== undefined);
    const keys = new Set<string>();
    return {
      seen: taken.length,
      findings: findings.filter((found) => !keys.has(found.key ?? '') && keys.add(found.key ?? '')),
    };
  },
});
