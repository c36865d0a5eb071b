import rule from '../../../../suites/conformance/prompts/missing-arguments-refused.check.ts';
import { instead, onError, result } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const rendered = { messages: [{ role: 'user', content: { type: 'text', text: 'Greet undefined.' } }] };

prove(rule, {
  faults: {
    '«undefined» in the prompt': instead('prompts/get', (params, ctx, next) =>
      params.name === 'greet' && params.arguments?.name === undefined ? result(rendered, ctx) : next(),
    ),
    'only where arguments are left out altogether': instead('prompts/get', (params, ctx, next) =>
      params.name === 'greet' && params.arguments === undefined ? result(rendered, ctx) : next(),
    ),
    'another code': onError('prompts/get', (error) => {
      error.code = -32603;
    }),
  },
  stillGood: {
    'asks for what is missing': {
      rpc: async (message, next, ctx) => {
        const reply = await next();
        if (message.method !== 'prompts/get' || reply?.error === undefined || ctx.era !== 'per-request') return reply;
        return { jsonrpc: '2.0', id: message.id!, result: { resultType: 'input_required', requestState: 'x' } };
      },
    },
  },
});
