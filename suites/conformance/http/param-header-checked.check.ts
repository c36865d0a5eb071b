// Arguments that travel in headers are compared with the body.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { paramProbes } from '../../artifacts/param-probes.ts';
import { mustRefuseParams } from './param-verdicts.ts';

export default check({
  title: 'A Mcp-Param header that is missing, wrong or malformed is refused',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.param-header-mismatch', 'http.param-header-missing', 'http.param-header-invalid-characters'],
  why: 'Gateways route and limit by these headers; a server that does not compare them runs what the gateway never saw.',
  fix: 'For each argument marked x-mcp-header, require the header, decode it strictly and compare it with the body; answer 400 with code -32020 otherwise.',
  touch: 'probing',
  enabledBy: { allow: true },
  needs: { paramProbes },
  judge: ({ paramProbes: probes }) => mustRefuseParams(probes, 'mismatch', 'missing', 'bytes', 'padding', 'signs'),
});
