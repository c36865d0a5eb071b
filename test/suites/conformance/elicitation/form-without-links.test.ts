import rule from '../../../../suites/conformance/elicitation/form-without-links.check.ts';
import { changesQuestion } from '../asked.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['ask_name'] },
  faults: {
    'a link in the message': {
      fault: changesQuestion('elicitation/create', (params) => {
        if (params.mode !== 'url') params.message = 'Sign in at https://example.com/login first';
      }),
    },
  },
  stillGood: {
    'the dialect of the schema': {
      fault: changesQuestion('elicitation/create', (params) => {
        if (params.requestedSchema) params.requestedSchema.$schema = 'https://json-schema.org/draft/2020-12/schema';
      }),
    },
  },
});
