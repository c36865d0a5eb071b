// The proof of dlp/gateway/planted-stopped.
import { denying, KNOWING, REDACTOR, TRANSPARENT } from '../../../../fixtures/gateways/policies.ts';
import { proveGateway } from '../../../kit/prove-gateway.ts';

proveGateway('planted-stopped', {
  faults: {
    'a gateway that looks at nothing': { policy: TRANSPARENT, key: 'text.plain' },
    'patterns over texts alone': { policy: REDACTOR, key: 'structured.base64' },
    'a tool that is allowed and not looked into': { policy: denying(['corpus_about', 'read_text']), key: 'text.plain' },
  },
  stillGood: { 'a gateway that stops what is planted': KNOWING },
});
