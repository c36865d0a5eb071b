import rule from '../../../../suites/conformance/sse/response-delivered.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the end before the response': {
      http: (_request, response, next, ctx) => {
        if (!(ctx.body ?? '').includes('assay-stream-a')) return next();
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.end(
          'event: message\ndata: {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}\n\n',
        );
      },
    },
  },
  stillGood: {
    'the connection is closed early and the rest comes by GET': where(
      { settings: { disconnectAfter: 1 } },
      { revisions: ['2025-11-25'] },
    ),
    'JSON answers only': where({}, { features: { answers: 'json' } }),
  },
});
