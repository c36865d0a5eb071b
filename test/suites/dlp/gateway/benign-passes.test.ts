// The proof of dlp/gateway/benign-passes.
import { denying, KNOWING, THOROUGH_REDACTOR, TRANSPARENT } from '../../../../fixtures/gateways/policies.ts';
import { proveGateway } from '../../../kit/prove-gateway.ts';

proveGateway('benign-passes', {
  faults: {
    'patterns without check digits': { policy: THOROUGH_REDACTOR, key: 'result.not-an-iban.altered' },
    'all tools but one are denied': { policy: denying(['read_text']), key: 'result.commit.blocked' },
  },
  stillGood: { 'a gateway that looks at nothing': TRANSPARENT, 'a gateway that stops what is planted': KNOWING },
});
