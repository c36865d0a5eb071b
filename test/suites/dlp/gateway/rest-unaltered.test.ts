// The proof of dlp/gateway/rest-unaltered.
import { KNOWING, PREFIXING, SILENT, stripping, TRANSPARENT } from '../../../../fixtures/gateways/policies.ts';
import { proveGateway } from '../../../kit/prove-gateway.ts';

proveGateway('rest-unaltered', {
  faults: {
    'structured content is dropped': { policy: stripping('structuredContent'), key: 'structured.not-in-the-answer' },
    'isError is dropped': { policy: stripping('isError'), key: 'tool-error.isError-removed' },
    'no progress comes through': { policy: SILENT, key: 'progress.not-in-the-answer' },
    'tools get other names': { policy: PREFIXING, key: 'tools.name-changed' },
  },
  stillGood: { 'a gateway that looks at nothing': TRANSPARENT, 'a gateway that stops what is planted': KNOWING },
});
