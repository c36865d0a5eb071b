import { answerHttp, onError } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/survives-malformed-input.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'it ends': where(
      { input: (text, ctx) => (text === '42' ? (ctx.exit(1), undefined) : text) },
      { transports: ['stdio'] },
    ),
    'it hangs': where(
      {
        input: (text, ctx) => {
          if (!text.startsWith('{"jsonrpc":"2.0"')) ctx.store.set('hung', true);
          return ctx.store.get('hung') === true ? undefined : text;
        },
      },
      { transports: ['stdio'], options: { timeoutMs: 700 } },
    ),
    'over HTTP it fails from then on': where(
      answerHttp(
        (_, ctx) => {
          if (ctx.body === 'null') ctx.shared.set('broken', true);
          return ctx.shared.get('broken') === true && ctx.body?.includes('"method"') === true;
        },
        { status: 404 },
      ),
      { transports: ['streamable-http'] },
    ),
  },
  stillGood: {
    'other words': onError('*', (e) => {
      e.message = 'No.';
    }),
  },
});
