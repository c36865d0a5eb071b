import rule from '../../../../suites/conformance/tools/embedded-resource-capability.check.ts';
import { combine, on } from '../../../../fixtures/faults/on.ts';
import { live } from '../circumstances.ts';
import { prove } from '../../../kit/prove.ts';

const hidden = (method: string) =>
  on(method, (r) => {
    delete r.capabilities.resources;
  });

prove(rule, {
  faults: {
    'a resource embedded, resources not declared': live(combine(hidden('initialize'), hidden('server/discover'))),
  },
});
