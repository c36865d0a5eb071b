import rule from '../../../../suites/conformance/prompts/capability-declared.check.ts';
import { combine, instead, on, result } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';
import { live } from '../circumstances.ts';

const hidden = (method: string) =>
  on(method, (r) => {
    delete r.capabilities.prompts;
  });

prove(rule, {
  faults: { 'prompts served, the capability left out': live(combine(hidden('initialize'), hidden('server/discover'))) },
  stillGood: {
    'no prompts': where({}, { features: { prompts: false } }),
    'no prompts, and an empty list': where(
      instead('prompts/list', (_, ctx) => result({ prompts: [] }, ctx)),
      { features: { prompts: false } },
    ),
  },
});
