import rule from '../../../../suites/conformance/tools/name-case-sensitive.check.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { instead } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const lowered: Fault = {
  rpc: (message, next) => {
    if (message.method !== 'tools/call') return next();
    const params = message.params as { name: unknown };
    return next({ ...message, params: { ...params, name: String(params.name).toLowerCase() } });
  },
};

prove(rule, {
  faults: {
    'names looked up in lower case': where(lowered, { transports: ['stdio'] }),
    // From 2026-07-28 the name in the header gives such a server away at once.
    'names looked up in lower case, over HTTP': where(lowered, {
      revisions: ['2025-11-25'],
      transports: ['streamable-http'],
    }),
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
