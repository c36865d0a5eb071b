import rule from '../../../../suites/conformance/elicitation/url-required-error.check.ts';
import { onError } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['link_account'] },
  faults: {
    'the URL directly in data': {
      fault: onError(-32042, (wrong) => {
        wrong.data = { url: 'https://example.com/link' };
      }),
    },
    'an empty list': {
      fault: onError(-32042, (wrong) => {
        wrong.data.elicitations = [];
      }),
    },
    'the code for a missing parameter': {
      fault: onError(-32042, (wrong) => {
        delete wrong.data;
        wrong.message = 'text is required';
      }),
    },
  },
});
