import rule from '../../../../suites/conformance/authorization/not-over-stdio.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: { 'a challenge for a list': instead('tools/list', () => error(-32001, 'Bearer token required')) },
});
