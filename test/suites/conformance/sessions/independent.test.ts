import rule from '../../../../suites/conformance/sessions/independent.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'one session for all': {
      http: (request, response, next, ctx) => {
        const isOpening = (ctx.body ?? '').includes('"initialize"');
        if (ctx.sessionId !== undefined && request.method === 'DELETE') ctx.shared.set('over', true);
        if (ctx.shared.get('over') === true && request.method === 'POST' && !isOpening) {
          response.writeHead(404).end();
          return undefined;
        }
        return next();
      },
    },
    'the same id twice': { settings: { newSessionId: () => 'b7f0c1d2-the-only-session' } },
  },
  stillGood: {
    'HTTP 429 for a second session': {
      http: (_request, response, next, ctx) => {
        const open = Number(ctx.shared.get('open') ?? 0);
        if (!(ctx.body ?? '').includes('"initialize"')) return next();
        ctx.shared.set('open', open + 1);
        if (open < 1) return next();
        response.writeHead(429).end();
      },
    },
    'DELETE is not allowed': where({}, { features: { deleteSessions: false } }),
  },
});
