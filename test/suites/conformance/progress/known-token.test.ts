import rule from '../../../../suites/conformance/progress/known-token.check.ts';
import { onSent, before } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

const progress = (progressToken: string | number) =>
  ({ jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken, progress: 1 } }) as const;

prove(rule, {
  ...calls,
  faults: {
    'the id of the request as token, where none was given': before('tools/call', (ctx, params) => {
      if (params?._meta?.progressToken === undefined) ctx.relate(progress(`request ${String(ctx.message?.id)}`));
    }),
    'a token of its own for every list': before('tools/list', (ctx) => ctx.relate(progress('default'))),
    'numbers turned into text': onSent('notifications/progress', (message) => {
      message.params.progressToken = String(message.params.progressToken);
    }),
    'the token 0 taken for none given': onSent('notifications/progress', (message) => {
      if (message.params.progressToken === 0) message.params.progressToken = 'none';
    }),
  },
  stillGood: {
    'no progress at all': onSent('notifications/progress', () => null),
    'no total, and fractions': onSent('notifications/progress', (message) => {
      delete message.params.total;
      message.params.progress += 0.25;
    }),
    'no tool may be called': where({}, { options: { calls: 'none', allow: [] } }),
  },
});
