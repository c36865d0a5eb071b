import rule from '../../../../suites/conformance/sessions/terminated.check.ts';
import { answerHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'HTTP 400 after the end': { settings: { unknownSessionStatus: 400 } },
    'service after the end': { settings: { forgetOnDelete: false } },
    'HTTP 202 for notifications after the end': answerHttp(
      (_request, ctx) => ctx.sessionId === undefined && (ctx.body ?? '').includes('notifications/cancelled'),
      { status: 202 },
    ),
  },
  stillGood: {
    'DELETE is not allowed': where({}, { features: { deleteSessions: false } }),
    'no listening stream': where({}, { features: { getStream: false } }),
    'no session ids': where({}, { features: { sessions: false } }),
  },
});
