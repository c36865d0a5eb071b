// Progress that arrives with the answer is no progress: proxies hold event streams back unless told not to.

import { check } from '../kernel/check.ts';
import { judgeStreaming } from '../artifacts/streaming.ts';
import { loadMeasures, NO_LOAD } from './measures.ts';

export default check({
  title: 'Events of a stream arrive when they are sent',
  level: 'should',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['http.sse-accel-buffering'],
  why: 'A proxy that buffers responses delivers progress, log messages and requests of the server only when the answer is complete; timeouts that progress should reset then fire.',
  fix: 'Send `X-Accel-Buffering: no` with every event stream; in nginx set `proxy_buffering off` (or `proxy_http_version 1.1` with chunked passing) for the MCP location.',
  touch: 'heavy',
  needs: { load: loadMeasures },
  judge: ({ load }, { recording }) =>
    load === undefined ? { seen: 0, findings: [], note: NO_LOAD } : judgeStreaming(load.streaming, recording),
});
