import rule from '../../../../suites/conformance/sessions/unknown-id.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a session is made up for any id': {
      http: (request, _response, next, ctx) => {
        const id = request.headers['mcp-session-id'];
        // The first session stays open as long as the audit.
        if (ctx.sessionId !== undefined) ctx.shared.set('any', ctx.shared.get('any') ?? ctx.sessionId);
        else if (id !== undefined) request.headers['mcp-session-id'] = String(ctx.shared.get('any'));
        return next();
      },
    },
  },
  stillGood: {
    'HTTP 400 for unknown ids': { settings: { unknownSessionStatus: 400 } },
    'no session ids': where({}, { features: { sessions: false } }),
  },
});
