import rule from '../../../../suites/conformance/sessions/missing-id.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'HTTP 500 without the header': { settings: { missingSessionStatus: 500 } },
    'HTTP 404 without the header': { settings: { missingSessionStatus: 404 } },
    'service without the header': {
      http: (request, _response, next, ctx) => {
        const id = request.headers['mcp-session-id'];
        // The first session stays open as long as the audit.
        if (id !== undefined) ctx.shared.set('any', ctx.shared.get('any') ?? id);
        else if (!ctx.body?.includes('"initialize"')) request.headers['mcp-session-id'] = String(ctx.shared.get('any'));
        return next();
      },
    },
  },
  stillGood: {
    'no session ids': where({}, { features: { sessions: false } }),
    'neither stream nor termination': where({}, { features: { getStream: false, deleteSessions: false } }),
  },
});
