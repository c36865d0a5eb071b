import rule from '../../../../suites/conformance/roots/cached.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['show_roots'] },
  faults: {
    'asked three times in every call': {
      fault: {
        out: (message) =>
          message.method === 'roots/list'
            ? [
                message,
                { ...message, id: `${String(message.id)}-again` },
                { ...message, id: `${String(message.id)}-once-more` },
              ]
            : message,
      },
    },
  },
});
