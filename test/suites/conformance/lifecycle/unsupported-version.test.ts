import rule from '../../../../suites/conformance/lifecycle/unsupported-version.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove, where } from '../../../kit/prove.ts';

/** Changes errors on their way out: over HTTP some are made before the message is served. */
const outError = (code: number, change: (told: Loose) => void): Fault =>
  onMessage((message) => {
    if (message.error?.code === code) change(message.error);
  });

prove(rule, {
  faults: {
    'any version is served': { settings: { servesVersion: () => true } },
    'another error': outError(-32022, (told) => {
      told.code = -32602;
    }),
    'the version is looked at once in a process': where(
      {
        rpc: (message, next, ctx) => {
          const seen = ctx.store.get('seen') === true;
          ctx.store.set('seen', true);
          const params = message.params as { _meta?: Record<string, unknown> } | undefined;
          const key = 'io.modelcontextprotocol/protocolVersion';
          if (!seen || params?._meta?.[key] === undefined) return next();
          return next({ ...message, params: { ...params, _meta: { ...params._meta, [key]: '2026-07-28' } } as never });
        },
      },
      { transports: ['stdio'] },
    ),
    'subscriptions in any version': {
      input: (text) => (text.includes('subscriptions/listen') ? text.replace('1900-01-01', '2026-07-28') : text),
      settings: { headerProblem: () => undefined },
    },
    'no service after a refusal': {
      rpc: (message, next, ctx) =>
        ctx.shared.get('refused') === true && message.method === 'tools/list'
          ? { jsonrpc: '2.0', id: message.id, error: { code: -32603, message: 'x' } }
          : next(),
      out: (message, ctx) => {
        if ((message.error as { code?: number } | undefined)?.code === -32022) ctx.shared.set('refused', true);
        return message;
      },
    },
    'a modern-only server serves an old version': where(
      { settings: { servesVersion: (version) => version > '2020' } },
      { server: { revisions: ['2026-07-28'] } },
    ),
  },
  stillGood: { 'a modern-only server': where({}, { server: { revisions: ['2026-07-28'] } }) },
});
