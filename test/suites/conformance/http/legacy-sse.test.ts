import rule from '../../../../suites/conformance/http/legacy-sse.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  server: { revisions: ['2026-07-28'] },
  faults: {
    'the old address is served': {
      http: (request, response, next) => {
        if (request.url !== '/sse') return next();
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write('event: endpoint\ndata: /messages\n\n');
      },
    },
  },
  stillGood: { 'a server of both eras': where({}, { server: { revisions: ['2025-11-25', '2026-07-28'] } }) },
});
