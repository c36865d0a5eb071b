import rule from '../../../../suites/conformance/prompts/name-unique.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the same prompt on the first and the last page': on('prompts/list', (r) => {
      if (r.nextCursor === undefined) r.prompts.push({ name: 'greet' });
    }),
    'an argument twice': on('prompts/list', (r) => {
      const [one] = r.prompts;
      one.arguments = [{ name: 'a' }, { name: 'a', required: true }];
    }),
  },
  stillGood: {
    'the same argument in two prompts': on('prompts/list', (r) => {
      for (const one of r.prompts) one.arguments = [{ name: 'a' }];
    }),
  },
});
