import rule from '../../../../suites/conformance/http/response-202.check.ts';
import { onHttp } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'HTTP 200 with an object': onHttp((answer, ctx) => {
      if (answer.status !== 202 || !/"result"/.test(ctx.body ?? '')) return;
      answer.status = 200;
      answer.headers['Content-Type'] = 'application/json';
      answer.body = '{}';
    }),
  },
  stillGood: {
    'responses refused because nobody waits': onHttp((answer, ctx) => {
      if (answer.status === 202 && /"result"/.test(ctx.body ?? '')) answer.status = 400;
    }),
  },
});
