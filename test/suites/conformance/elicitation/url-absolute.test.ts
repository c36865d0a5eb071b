import rule from '../../../../suites/conformance/elicitation/url-absolute.check.ts';
import { changesQuestion } from '../asked.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['open_page'] },
  faults: {
    'a path': {
      fault: changesQuestion('elicitation/create', (params) => {
        if (params.mode === 'url') params.url = '/connect';
      }),
    },
  },
  stillGood: {
    'a scheme of its own': {
      fault: changesQuestion('elicitation/create', (params) => {
        if (params.mode === 'url') params.url = 'vscode://connect/now';
      }),
    },
  },
});
