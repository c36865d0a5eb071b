import rule from '../../../../suites/conformance/prompts/arguments-validated.check.ts';
import { instead, onError, result } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const odd = (args: unknown): boolean =>
  Array.isArray(args) || Object.values((args as object | undefined) ?? {}).some((value) => typeof value !== 'string');
const rendered = { messages: [{ role: 'user', content: { type: 'text', text: 'Greet [object Object].' } }] };

prove(rule, {
  faults: {
    '[object Object] in the message': instead('prompts/get', (params, ctx, next) =>
      odd(params.arguments) ? result(rendered, ctx) : next(),
    ),
    'null alone let pass': instead('prompts/get', (params, ctx, next) =>
      Object.values(params.arguments ?? {}).includes(null) ? result(rendered, ctx) : next(),
    ),
    'another code': onError('prompts/get', (error) => {
      error.code = -32603;
    }),
    'the end of the server': where(
      {
        rpc: (message, next, ctx) => {
          if (message.method === 'prompts/get' && odd((message.params as { arguments?: unknown }).arguments)) {
            ctx.hangUp();
            return undefined;
          }
          return next();
        },
      },
      { transports: ['stdio'] },
    ),
  },
});
