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
  stillGood: { 'JSON answers only': where({}, { features: { answers: 'json' } }) },
});
