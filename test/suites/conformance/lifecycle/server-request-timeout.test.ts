import rule from '../../../../suites/conformance/lifecycle/server-request-timeout.check.ts';
import type { AuditOptions } from '../../../../runner/options.ts';
import { prove, where } from '../../../kit/prove.ts';

const params = { name: 'ask_name', arguments: {}, _meta: { patienceMs: 700 } };
const named: AuditOptions = {
  suites: ['conformance'],
  calls: 'all',
  known: [{ property: 'elicits', method: 'tools/call', params }],
};

prove(rule, {
  transports: ['streamable-http'],
  revisions: ['2025-06-18', '2025-11-25'],
  options: { suites: ['conformance'], calls: 'all' },
  neverPasses: 'it waits for half a minute, and for a call that the configuration names',
  faults: {
    'it waits for ever': where({ settings: { askTimeout: 600_000 } }, { options: named }),
    'it gives up without a word': where(
      {
        settings: { askTimeout: 100 },
        out: (message) => (message.method === 'notifications/cancelled' ? undefined : message),
      },
      { options: named },
    ),
    'progress puts the end off for ever': where(
      {
        settings: { askTimeout: 600_000 },
        out: (message) =>
          message.method === 'elicitation/create'
            ? { ...message, params: { ...(message.params as object), _meta: { progressToken: 'ask' } } }
            : message,
      },
      { options: named },
    ),
  },
  stillGood: { 'a short patience': where({ settings: { askTimeout: 50 } }, { options: named }) },
});
