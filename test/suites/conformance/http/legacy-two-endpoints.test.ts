import rule from '../../../../suites/conformance/http/legacy-two-endpoints.check.ts';
import { answerHttp } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  transports: ['http-sse'],
  faults: {
    'the answer in the response to the POST': {
      http: (request, response, next, ctx) => {
        if (!request.url?.startsWith('/messages') || !(ctx.body ?? '').includes('"initialize"')) return next();
        const { id } = JSON.parse(ctx.body ?? '') as { id: number };
        const result = { protocolVersion: '2024-11-05', capabilities: {}, serverInfo: { name: 'x', version: '1' } };
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
      },
    },
    'HTTP 500 for a message': answerHttp((_request, ctx) => (ctx.body ?? '').includes('notifications/initialized'), {
      status: 500,
    }),
  },
});
