import rule from '../../../../suites/conformance/resources/uris-validated.check.ts';
import { instead, result } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const odd = (message: { readonly method?: unknown; readonly params?: unknown }): boolean =>
  message.method === 'resources/read' && typeof (message.params as { uri?: unknown } | undefined)?.uri !== 'string';

prove(rule, {
  faults: {
    'the end of the server on a uri that is no text': where(
      {
        rpc: (message, next, ctx) => {
          if (!odd(message)) return next();
          ctx.hangUp();
          return undefined;
        },
      },
      { transports: ['stdio'] },
    ),
    'a result for an empty uri': where(
      instead('resources/read', (params, ctx, next) =>
        params.uri === '' ? result({ contents: [], ttlMs: 0, cacheScope: 'private' }, ctx) : next(),
      ),
      { revisions: ['2026-07-28'] },
    ),
    'no answer for a uri that is no text': where(
      { rpc: (message, next) => (odd(message) ? undefined : next()) },
      { revisions: ['2026-07-28'], transports: ['stdio'], options: { timeoutMs: 300 } },
    ),
  },
  stillGood: {
    'any error code': instead('resources/read', () => ({ error: { code: -32603, message: 'No' } })),
  },
});
