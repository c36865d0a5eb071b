// Two versions in one request: neither may silently win.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { headerProbes } from '../../artifacts/header-probes.ts';
import { mustRefuse } from '../../artifacts/header-verdicts.ts';
import { UNSUPPORTED_VERSION } from '../../artifacts/modern-messages.ts';

export default check({
  title: 'A version header that differs from the body is refused',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.protocol-version-header-mismatch'],
  why: 'A proxy decides by the header and the server by the body, so checks made on the way can be bypassed.',
  fix: 'Compare MCP-Protocol-Version with _meta and answer 400 with code -32020 where they differ.',
  touch: 'probing',
  needs: { headerProbes },
  // One of the two versions does not exist, so that its own error applies as well; the text gives no order.
  judge: ({ headerProbes: { of } }) => mustRefuse(of('version-in-body', 'version-in-header'), [UNSUPPORTED_VERSION]),
});
