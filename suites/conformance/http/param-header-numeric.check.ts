// 42.0 is 42.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { paramProbes } from '../../artifacts/param-probes.ts';
import { mustNotMind } from './param-verdicts.ts';

export default check({
  title: 'Integer parameters are compared by number',
  level: 'should',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.param-header-numeric-compare'],
  why: 'Clients and proxies write numbers in different ways; a comparison of texts refuses calls that are right.',
  fix: 'Parse the header of an integer parameter as a number before comparing it.',
  touch: 'probing',
  enabledBy: { allow: true },
  needs: { paramProbes },
  judge: ({ paramProbes: probes }) => mustNotMind(probes, 'decimal'),
});
