import rule from '../../../../suites/conformance/jsonrpc/error-message-concise.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    'a stack trace': inErrors(-32601, ({ error: e }) => {
      e.message = `Error: no\n    at serve (/srv/index.js:10:5)\n    at run (/srv/index.js:20:5)`;
    }),
    'a Python trace': inErrors(-32601, ({ error: e }) => {
      e.message = 'Traceback (most recent call last): File "a.py"';
    }),
    'a page': inErrors(-32601, ({ error: e }) => {
      e.message = 'no '.repeat(200);
    }),
    'several lines': inErrors(-32601, ({ error: e }) => {
      e.message = '[\n  {\n    "code": "invalid_type"\n  }\n]';
    }),
  },
  stillGood: {
    'a long sentence': inErrors(-32601, ({ error: e }) => {
      e.message = 'x'.repeat(300);
    }),
    'a path in it': inErrors(-32601, ({ error: e }) => {
      e.message = 'No method at /srv/app (see the manual).';
    }),
  },
});
