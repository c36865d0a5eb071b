import rule from '../../../../suites/conformance/ping/empty-result.check.ts';
import { instead, error } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    '{"ok":true}': instead('ping', () => ({ result: { ok: true } })),
    'no ping at all': instead('ping', () => error(-32601, 'Method not found')),
    'text ids refused': instead('ping', (_, ctx, next) =>
      typeof ctx.message?.id === 'string' ? error(-32600, 'Invalid id') : next(),
    ),
    'params required': instead('ping', (_, ctx, next) =>
      ctx.message?.params === undefined ? error(-32602, 'Invalid params') : next(),
    ),
    'no answer': where(
      instead('ping', () => undefined),
      { options: { timeoutMs: 300 } },
    ),
  },
  stillGood: { _meta: instead('ping', () => ({ result: { _meta: { 'example.com/x': 1 } } })) },
});
