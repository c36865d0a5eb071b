// An encoded value is decoded; what only looks encoded is not.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { paramProbes } from '../../artifacts/param-probes.ts';
import { mustNotMind } from './param-verdicts.ts';

export default check({
  title: 'Mcp-Param values are decoded exactly where both Base64 markers stand',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.param-header-base64-decoded', 'http.param-header-sentinel-exact'],
  why: 'Values that are not plain ASCII cannot be sent at all by a server that does not decode; one that decodes too much changes what was meant.',
  fix: 'Decode between =?base64? and ?= where both are present, and compare everything else as it stands.',
  touch: 'probing',
  enabledBy: { allow: true },
  needs: { paramProbes },
  judge: ({ paramProbes: probes }) => mustNotMind(probes, 'encoded', 'foreign text', 'literal', 'open marker'),
});
