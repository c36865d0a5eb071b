import rule from '../../../../suites/conformance/http/notification-202.check.ts';
import { answerHttp, onHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'HTTP 200 with an object': onHttp((answer) => {
      if (answer.status !== 202) return;
      answer.status = 200;
      answer.headers['Content-Type'] = 'application/json';
      answer.body = '{}';
    }),
    'HTTP 204': onHttp((answer) => {
      if (answer.status === 202) answer.status = 204;
    }),
    'a body with 202': onHttp((answer) => {
      if (answer.status === 202) answer.body = 'Accepted';
    }),
  },
  stillGood: {
    'unknown notifications refused': answerHttp((_request, ctx) => (ctx.body ?? '').includes('assay/unknown'), {
      status: 400,
    }),
    'no session ids': where({}, { features: { sessions: false } }),
  },
});
