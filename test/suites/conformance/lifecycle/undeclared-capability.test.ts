import rule from '../../../../suites/conformance/lifecycle/undeclared-capability.check.ts';
import { onError } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'input is asked for anyway': { settings: { checkCapabilities: false } },
    'another error': onError(-32021, (told) => {
      told.code = -32602;
      told.message = 'Invalid params';
    }),
    'required capabilities as a list': onError(-32021, (told) => {
      told.data = { requiredCapabilities: ['elicitation'] };
    }),
    'capabilities remembered from another request': {
      rpc: (message, next, ctx) => {
        const params = message.params as { _meta?: Record<string, unknown> } | undefined;
        const key = 'io.modelcontextprotocol/clientCapabilities';
        const own = params?._meta?.[key];
        const known = ctx.shared.get('capabilities') as object | undefined;
        if (own !== undefined && typeof own === 'object' && Object.keys(own as object).length > 0)
          ctx.shared.set('capabilities', own);
        if (known === undefined || message.method !== 'tools/call') return next();
        return next({ ...message, params: { ...params, _meta: { ...params?._meta, [key]: known } } as never });
      },
    },
  },
});
