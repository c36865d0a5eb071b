import rule from '../../../../suites/conformance/tasks/wish-ignored.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  features: { tasks: false },
  options: { allow: ['echo', 'add', 'build_report'] },
  faults: {
    'the wish refused': where(
      instead('tools/call', (params, _, next) =>
        params.task === undefined ? next() : error(-32602, 'Unknown parameter task'),
      ),
      { features: { tasks: false } },
    ),
  },
});
