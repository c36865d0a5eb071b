// The proof of dlp/gateway/arguments-stopped.
import { KNOWING, LATE, REDACTOR, denying } from '../../../../fixtures/gateways/policies.ts';
import { proveGateway } from '../../../kit/prove-gateway.ts';

proveGateway('arguments-stopped', {
  faults: {
    'only what comes back is looked at': { policy: REDACTOR, key: 'argument.plain' },
    'the answer is stopped after the arguments were forwarded': { policy: LATE, key: 'argument.plain' },
  },
  stillGood: {
    'a gateway that stops what is planted': KNOWING,
    'no tool that takes anything': denying(['corpus_about', 'corpus_arrivals', 'read_text']),
  },
});
