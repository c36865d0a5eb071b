import rule from '../../../../suites/access/injection/sql.check.ts';
import { EXPOSED, SOUND } from '../../../../fixtures/exposed/tools.ts';
import { prove } from '../../../kit/prove.ts';
import { ACTIVE, having } from '../injection-proof.ts';

prove(rule, {
  options: ACTIVE,
  server: { onlyTools: ['echo'] },
  faults: {
    'rows that are shown': having(EXPOSED.sqlShown),
    'nothing that is shown': having(EXPOSED.sqlSilent, ['stdio']),
  },
  stillGood: {
    'a bound parameter': having(SOUND.parameter),
    'a tool that takes statements on purpose': having(SOUND.statement, ['stdio']),
  },
});
