import rule from '../../../../suites/conformance/logging/rate-limited.check.ts';

import { prove } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

const flood = (count: number) =>
  ({
    rpc: (message, next, ctx) => {
      if (message.method === 'tools/call' && JSON.stringify(message.params).includes('status'))
        for (let index = 0; index < count; index += 1)
          ctx.relate({
            jsonrpc: '2.0',
            method: 'notifications/message',
            params: { level: 'info', data: `line ${index}` },
          });
      return next();
    },
  }) as const satisfies import('../../../../fixtures/good/fault.ts').Fault;

prove(rule, {
  ...calls,
  faults: { 'every iteration of a loop logged': flood(500) },
  stillGood: { 'a dozen messages at once': flood(12) },
});
