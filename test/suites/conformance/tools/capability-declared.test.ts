import rule from '../../../../suites/conformance/tools/capability-declared.check.ts';
import { combine, instead, on, result } from '../../../../fixtures/faults/on.ts';
import { live } from '../circumstances.ts';
import { prove, where } from '../../../kit/prove.ts';

const hidden = (method: string) =>
  on(method, (r) => {
    delete r.capabilities.tools;
  });

prove(rule, {
  faults: {
    'tools served, the capability left out': live(combine(hidden('initialize'), hidden('server/discover'))),
  },
  stillGood: {
    'no tools, and -32601 for the list': where({}, { features: { tools: false } }),
    'no tools, and an empty list': where(
      instead('tools/list', (_, ctx) => result({ tools: [] }, ctx)),
      { features: { tools: false } },
    ),
  },
});
