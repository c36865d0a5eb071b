import rule from '../../../../suites/conformance/elicitation/url-required-code.check.ts';
import { onError } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['link_account'] },
  faults: {
    'a code of its own': {
      fault: onError(-32042, (wrong) => {
        wrong.code = -32001;
        wrong.message = 'Please authorize at https://example.com/link first';
      }),
    },
  },
  stillGood: {
    'an address that is no page to visit': {
      fault: onError(-32042, (wrong) => {
        wrong.code = -32001;
        wrong.message = 'See https://example.com/docs';
        delete wrong.data;
      }),
    },
  },
});
