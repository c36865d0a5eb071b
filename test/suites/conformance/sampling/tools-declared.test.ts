import rule from '../../../../suites/conformance/sampling/tools-declared.check.ts';
import { changesQuestion } from '../asked.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['summarise'] },
  faults: {
    'tools always': {
      fault: changesQuestion('sampling/createMessage', (params) => {
        params.tools = [{ name: 'look_up', inputSchema: { type: 'object' } }];
      }),
    },
    'a tool choice always': {
      fault: changesQuestion('sampling/createMessage', (params) => {
        params.toolChoice = { mode: 'none' };
      }),
    },
  },
});
