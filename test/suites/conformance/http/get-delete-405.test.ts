import rule from '../../../../suites/conformance/http/get-delete-405.check.ts';
import { answerHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  server: { revisions: ['2026-07-28'] },
  faults: {
    'an idle event stream for GET': {
      http: (request, response, next) => {
        if (request.method !== 'GET') return next();
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
      },
    },
    'HTTP 200 for DELETE': answerHttp((request) => request.method === 'DELETE', { status: 200 }),
    'HTTP 404 for GET': answerHttp((request) => request.method === 'GET', { status: 404 }),
  },
  stillGood: { 'a server of both eras': where({}, { server: { revisions: ['2025-11-25', '2026-07-28'] } }) },
});
