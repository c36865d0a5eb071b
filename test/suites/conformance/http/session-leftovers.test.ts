import rule from '../../../../suites/conformance/http/session-leftovers.check.ts';
import { answerHttp, onHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  server: { revisions: ['2026-07-28'] },
  faults: {
    'HTTP 404 for an unknown session id': answerHttp((request) => request.headers['mcp-session-id'] !== undefined, {
      status: 404,
    }),
    'a session id with discovery': onHttp((answer, ctx) => {
      if (ctx.body?.includes('server/discover')) answer.headers['Mcp-Session-Id'] = 'b7f0c1d2';
    }),
    'HTTP 400 for an event id': answerHttp((request) => request.headers['last-event-id'] !== undefined, {
      status: 400,
    }),
  },
  stillGood: { 'a server of both eras': where({}, { server: { revisions: ['2025-11-25', '2026-07-28'] } }) },
});
