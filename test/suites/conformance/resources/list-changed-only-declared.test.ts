import rule from '../../../../suites/conformance/resources/list-changed-only-declared.check.ts';
import { after } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const changed = (list: string) => ({ jsonrpc: '2.0', method: `notifications/${list}/list_changed` }) as const;

prove(rule, {
  features: { listChanged: false },
  faults: {
    'sent after start-up without the declaration': where(
      after('notifications/initialized', (ctx) => setTimeout(() => ctx.send(changed('resources')), 10)),
      { transports: ['stdio'] },
    ),
    'on the stream of a request': {
      rpc: (message, next, ctx) => {
        if (message.method === 'tools/call') ctx.relate(changed('resources'));
        return next();
      },
    },
  },
  stillGood: {
    'declared and sent': where({}, { features: { listChanged: true }, options: { allow: ['change_lists'] } }),
    'that of another list': where(
      after('notifications/initialized', (ctx) => ctx.send(changed('tools'))),
      { transports: ['stdio'] },
    ),
  },
});
