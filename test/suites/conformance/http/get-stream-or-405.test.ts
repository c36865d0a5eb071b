import rule from '../../../../suites/conformance/http/get-stream-or-405.check.ts';
import { answerHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a page for GET': answerHttp((request) => request.method === 'GET', {
      status: 200,
      headers: { 'Content-Type': 'text/html' },
      body: '<h1>MCP</h1>',
    }),
    'HTTP 406 for GET': answerHttp((request) => request.method === 'GET', { status: 406 }),
    'HTTP 500 for GET': answerHttp((request) => request.method === 'GET', { status: 500 }),
  },
  stillGood: {
    'no listening stream': where({}, { features: { getStream: false } }),
    'HTTP 429 for GET': answerHttp((request) => request.method === 'GET', { status: 429 }),
  },
});
