import rule from '../../../../suites/conformance/resources/capability-declared.check.ts';
import { combine, instead, on, result } from '../../../../fixtures/faults/on.ts';
import { live } from '../circumstances.ts';
import { prove, where } from '../../../kit/prove.ts';

const hidden = (method: string) =>
  on(method, (r) => {
    delete r.capabilities.resources;
  });
const refused = instead('resources/list', () => ({ error: { code: -32601, message: 'Method not found' } }));

prove(rule, {
  faults: {
    'resources served, the capability left out': live(combine(hidden('initialize'), hidden('server/discover'))),
    'templates alone served': live(combine(hidden('initialize'), hidden('server/discover'), refused)),
  },
  stillGood: {
    'no resources': where({}, { features: { resources: false } }),
    'no resources, and empty lists': where(
      combine(
        instead('resources/list', (_, ctx) => result({ resources: [] }, ctx)),
        instead('resources/templates/list', (_, ctx) => result({ resourceTemplates: [] }, ctx)),
      ),
      { features: { resources: false } },
    ),
  },
});
