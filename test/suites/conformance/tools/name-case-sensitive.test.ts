import rule from '../../../../suites/conformance/tools/name-case-sensitive.check.ts';
import { instead } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'names looked up in lower case': {
      rpc: (message, next) => {
        if (message.method !== 'tools/call') return next();
        const params = message.params as { name: unknown };
        return next({ ...message, params: { ...params, name: String(params.name).toLowerCase() } });
      },
    },
  },
  stillGood: {
    'no tool that may be called': where({}, { options: { calls: 'none' } }),
    'a result with isError': instead('tools/call', async (params, _, next) =>
      /[A-Z]/u.test(String(params.name))
        ? { result: { resultType: 'complete', content: [{ type: 'text', text: 'unknown' }], isError: true } }
        : next(),
    ),
  },
});
