import rule from '../../../../suites/conformance/logging/level-respected.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';
import { calls } from '../circumstances.ts';

const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];
const all = (when: (text: string) => boolean) =>
  ({
    rpc: async (message, next, ctx) => {
      const text = JSON.stringify(message.params ?? {});
      if (message.method === 'tools/call' && when(text))
        for (const level of LEVELS)
          ctx.relate({ jsonrpc: '2.0', method: 'notifications/message', params: { level, data: 'x' } });
      return next();
    },
  }) as const satisfies import('../../../../fixtures/good/fault.ts').Fault;

prove(rule, {
  ...calls,
  faults: {
    'every level sent, whatever was set': all((text) => text.includes('log_levels')),
    'info for debug and every level else': onMessage((message) => {
      if (message.method === 'notifications/message' && message.params.level === 'warning')
        message.params.level = 'info';
    }),
  },
  stillGood: {
    'debug messages before any level was set': where(
      {
        start: (ctx) =>
          ctx.send({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'debug', data: 'x' } }),
      },
      { revisions: ['2024-11-05', '2025-11-25'] },
    ),
    'no messages at all': onMessage((message) => (message.method === 'notifications/message' ? null : undefined)),
  },
});
