import rule from '../../../../suites/conformance/jsonrpc/server-request-id-unique.check.ts';
import { prove } from '../../../kit/prove.ts';
import { request, says } from '../schema/said.ts';

prove(rule, {
  options: { allow: ['show_roots'] },

  faults: {
    'always the same': says((ctx) => ({ jsonrpc: '2.0', id: ctx.sessionId === undefined ? 1 : 1, method: 'ping' })),
  },
  stillGood: { 'one of its own each time': says(() => request('ping')) },
});
