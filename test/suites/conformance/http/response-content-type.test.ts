import rule from '../../../../suites/conformance/http/response-content-type.check.ts';
import { onHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'JSON as plain text': onHttp((answer) => {
      if (answer.headers['Content-Type'] === 'application/json' && answer.status === 200)
        answer.headers['Content-Type'] = 'text/plain';
    }),
    'no Content-Type': onHttp((answer) => {
      if (answer.headers['Content-Type'] === 'application/json' && answer.status === 200)
        delete answer.headers['Content-Type'];
    }),
    'errors as plain text': where(
      onHttp((answer) => {
        if (answer.headers['Content-Type'] === 'application/json' && answer.status >= 400)
          answer.headers['Content-Type'] = 'text/plain';
      }),
      { revisions: ['2026-07-28'] },
    ),
  },
  stillGood: {
    'a charset': onHttp((answer) => {
      if (answer.headers['Content-Type'] === 'application/json')
        answer.headers['Content-Type'] = 'Application/JSON; charset=utf-8';
    }),
    'event streams only': where({}, { features: { answers: 'sse' } }),
  },
});
