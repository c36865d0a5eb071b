import rule from '../../../../suites/conformance/elicitation/url-https.check.ts';
import { changesQuestion } from '../asked.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['open_page'] },
  faults: {
    'http to a public host': {
      fault: changesQuestion('elicitation/create', (params) => {
        if (params.mode === 'url') params.url = 'http://example.com/connect';
      }),
    },
  },
  stillGood: {
    'http on loopback': {
      fault: changesQuestion('elicitation/create', (params) => {
        if (params.mode === 'url') params.url = 'http://localhost:3000/connect';
      }),
    },
  },
});
