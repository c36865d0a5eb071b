// Under concurrency an answer that belongs to another request or session is a leak, however rare.

import { check } from '../kernel/check.ts';
import { ALL } from '../kernel/revision.ts';
import { findingsOf, loadMeasures, NO_LOAD, requestsIn } from './measures.ts';

export default check({
  title: 'Under load every answer belongs to its own request and session',
  level: 'must',
  severity: 'critical',
  revisions: ALL,
  requirements: ['jsonrpc.response-id-echo', 'jsonrpc.result-id-echo', 'sessions.independent'],
  why: 'An answer delivered to the wrong session gives one caller the data of another; it shows only when requests of several sessions are in flight at once.',
  fix: 'Keep the request, its session and its response together in one scope; look for state shared between requests (module variables, a transport reused for several sessions, pooled buffers).',
  touch: 'heavy',
  needs: { load: loadMeasures },
  judge: ({ load }, { recording }) => {
    if (load === undefined) return { seen: 0, findings: [], note: NO_LOAD };
    return {
      seen: requestsIn(load),
      findings: findingsOf(load, recording, {
        'wrong-id': { got: 'the id of another request', want: 'the id of the request it answers' },
        'wrong-session': { got: 'the session id of another session in the header', want: 'its own Mcp-Session-Id' },
        crossed: { got: 'text that another request had sent', want: 'only what this request sent' },
      }),
    };
  },
});
