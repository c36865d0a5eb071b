import rule from '../../../../suites/conformance/completion/capability-declared.check.ts';
import { combine, instead, on, result } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';
import { live } from '../circumstances.ts';

const hidden = (method: string) =>
  on(method, (r) => {
    delete r.capabilities.completions;
  });

prove(rule, {
  features: { completions: false },
  faults: {
    'completion served, the capability left out': where(
      live(combine(hidden('initialize'), hidden('server/discover'))),
      { features: { completions: true } },
    ),
  },
  stillGood: {
    'an empty completion': where(
      live(
        combine(
          hidden('initialize'),
          hidden('server/discover'),
          instead('completion/complete', (_, ctx) => result({ completion: { values: [] } }, ctx)),
        ),
      ),
      { features: { completions: true } },
    ),
  },
});
