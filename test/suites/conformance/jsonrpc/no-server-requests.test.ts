import rule from '../../../../suites/conformance/jsonrpc/no-server-requests.check.ts';
import { prove } from '../../../kit/prove.ts';
import { notification, request, says } from '../schema/said.ts';

prove(rule, {
  faults: {
    'a form asked for': says(
      request('elicitation/create', { message: 'm', requestedSchema: { type: 'object', properties: {} } }),
    ),
    'a ping': says(request('ping')),
  },
  stillGood: { 'a notification': says(notification('notifications/message', { level: 'info', data: 1 })) },
});
