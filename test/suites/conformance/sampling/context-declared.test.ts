import rule from '../../../../suites/conformance/sampling/context-declared.check.ts';
import { changesQuestion } from '../asked.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['summarise'] },
  faults: {
    'all servers, always': {
      fault: changesQuestion('sampling/createMessage', (params) => {
        params.includeContext = 'allServers';
      }),
    },
  },
  stillGood: {
    'nothing said': {
      fault: changesQuestion('sampling/createMessage', (params) => {
        delete params.includeContext;
      }),
    },
  },
});
