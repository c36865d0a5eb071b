import rule from '../../../../suites/conformance/roots/cached.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['show_roots'] },
  faults: {
    'asked in every call': {
      fault: {
        rpc: (message, next, ctx) => {
          if (message.method === 'tools/call') ctx.store.delete('roots');
          return next();
        },
      },
    },
  },
});
