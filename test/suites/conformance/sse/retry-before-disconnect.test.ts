import rule from '../../../../suites/conformance/sse/retry-before-disconnect.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  neverPasses: 'the good server closes no connection before its response',
  faults: {
    'closed without a retry time': {
      http: (_request, response, next, ctx) => {
        if (!(ctx.body ?? '').includes('assay-stream-a')) return next();
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.end('id: x-1\ndata:\n\n');
      },
    },
  },
  stillGood: {
    'the connection is closed early and the rest comes by GET': { settings: { disconnectAfter: 1 } },
    'closed after a retry time': {
      http: (_request, response, next, ctx) => {
        if (!(ctx.body ?? '').includes('assay-stream-a')) return next();
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.end('id: x-1\nretry: 100\ndata:\n\n');
      },
    },
  },
});
