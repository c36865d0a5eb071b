import rule from '../../../../suites/conformance/jsonrpc/notification-without-id.check.ts';
import { prove } from '../../../kit/prove.ts';
import { notification, says } from '../schema/said.ts';

prove(rule, {
  faults: {
    null: says({ ...notification('notifications/message', { level: 'info', data: 1 }), id: null } as never),
    'a number': says({ ...notification('notifications/message', { level: 'info', data: 1 }), id: 7 } as never),
  },
  stillGood: { 'no id': says(notification('notifications/message', { level: 'info', data: 1 })) },
});
