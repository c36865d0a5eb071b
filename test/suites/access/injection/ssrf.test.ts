import rule from '../../../../suites/access/injection/ssrf.check.ts';
import { EXPOSED, SOUND } from '../../../../fixtures/exposed/tools.ts';
import { prove } from '../../../kit/prove.ts';
import { ACTIVE, having } from '../injection-proof.ts';

prove(rule, {
  options: ACTIVE,
  server: { onlyTools: ['echo'] },
  faults: {
    'any url': having(EXPOSED.urlAny),
    'a list of names that has not all of them': having(EXPOSED.urlListed, ['stdio']),
    'a request after the answer': having(EXPOSED.urlLater, ['stdio']),
  },
  stillGood: { 'loopback is refused in any spelling': having(SOUND.url) },
});
