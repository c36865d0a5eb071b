import rule from '../../../../suites/access/exposure/call-without-session.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { GUARDED, guarded } from '../../conformance/guarded.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';

const open = { settings: { requireSession: false } };

/** Credentials are looked at when a session is opened, and never again. */
const handshakeAlone: Fault = {
  http: (request, response, next, ctx) => {
    const base = guarded({}).base?.http;
    const opens = (ctx.body ?? '').includes('"initialize"') || request.method === 'GET';
    return opens && base !== undefined ? base(request, response, next, ctx) : next();
  },
};

const since = { revisions: ['2025-03-26', '2025-06-18', '2025-11-25'] as const };

prove(rule, {
  transports: ['streamable-http'],
  faults: {
    'a session is not asked for': where(open, since),
    'credentials are asked for in the handshake alone': where(open, {
      ...GUARDED,
      ...since,
      base: handshakeAlone,
      features: { sessions: false },
    }),
  },
  stillGood: {
    'a server without sessions, open to all': where({}, { ...since, features: { sessions: false } }),
    'a server that guards everything': where({}, GUARDED),
  },
});
