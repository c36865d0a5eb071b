import { expect, test } from 'vitest';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/request-answered-once.check.ts';
import { auditGood } from '../../../kit/good.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  features: { answers: 'sse' },

  faults: {
    'the answer to the second of several is lost': {
      rpc: (message, next, ctx) => {
        const n = Number(ctx.shared.get('n') ?? 0) + 1;
        ctx.shared.set('n', n);
        return message.id !== undefined && n % 7 === 0 && n > 5 ? undefined : next();
      },
    },
    'every answer to ping or discover twice': onMessage((m, { message }) =>
      (message?.method === 'ping' || message?.method === 'server/discover') &&
      m.result !== undefined &&
      message.id !== 1
        ? [m, m]
        : undefined,
    ),
  },
  stillGood: {
    'answers in another order': {
      rpc: async (message, next) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
        return next(message);
      },
    },
  },
});

test('an id with a fraction that is read as a whole number is answered once too', async () => {
  const whole: Fault = {
    rpc: (message, next) => next({ ...message, ...(message.id === 1.5 ? { id: 1 } : {}) }),
  };
  const report = await auditGood(
    { name: 'stdio', revision: '2025-11-25', transport: 'stdio' },
    [{ options: { rules: ['conformance/jsonrpc/*'] }, fault: whole }],
    {},
  );
  const verdict = report.results.find(({ rule: { id } }) => id === 'conformance/jsonrpc/request-answered-once');
  expect(verdict?.outcome).toBe('pass');
});
