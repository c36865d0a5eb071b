import rule from '../../../../suites/conformance/subscriptions/filter-honoured.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

/** Tells each subscription of a change to the tools as soon as it is acknowledged. */
const toAll: Fault = {
  out: (message) =>
    message.method === 'notifications/subscriptions/acknowledged'
      ? [
          message,
          {
            jsonrpc: '2.0',
            method: 'notifications/tools/list_changed',
            params: { _meta: (message.params as Loose)._meta },
          },
        ]
      : message,
};

prove(rule, { options: { allow: ['change_lists'] }, faults: { 'every change to every stream': toAll } });
