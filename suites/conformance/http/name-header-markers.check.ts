// Only the exact markers make a value encoded.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { headerProbes } from '../../artifacts/header-probes.ts';
import { mustRefuse } from '../../artifacts/header-verdicts.ts';

export default check({
  title: 'A Mcp-Name without the exact Base64 markers is taken literally',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.name-header-sentinel-exact'],
  why: 'Two readers that decode differently see two names in one request.',
  fix: 'Decode only between the exact =?base64? and ?=, lower case, both present; compare anything else as it stands.',
  touch: 'probing',
  needs: { headerProbes },
  judge: ({ headerProbes: { of } }) => mustRefuse(of('marker-case', 'marker-open'), [], 'no listed item to name'),
});
