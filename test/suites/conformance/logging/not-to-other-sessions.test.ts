import rule from '../../../../suites/conformance/logging/not-to-other-sessions.check.ts';
import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

prove(rule, {
  ...calls,
  faults: {
    'log messages sent to all sessions': {
      rpc: (message, next, ctx) => {
        const sessions = (ctx.shared.get('sessions') ?? new Set()) as Set<(message: never) => void>;
        ctx.shared.set('sessions', sessions);
        if (message.method === 'notifications/initialized') sessions.add((one) => ctx.send(one));
        return next();
      },
      out: (message, ctx) => {
        if (message.method === 'notifications/message')
          for (const send of (ctx.shared.get('sessions') ?? []) as Set<(message: unknown) => void>) send(message);
        return message;
      },
    },
  },
});
