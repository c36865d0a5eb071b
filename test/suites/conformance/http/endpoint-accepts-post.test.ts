import rule from '../../../../suites/conformance/http/endpoint-accepts-post.check.ts';
import { answerHttp } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'lists are served on another path': answerHttp(
      (request, ctx) => request.method === 'POST' && (ctx.body ?? '').includes('tools/list'),
      { status: 404, body: 'Cannot POST /mcp' },
    ),
    'discovery is served on another path': answerHttp(
      (request, ctx) => request.method === 'POST' && (ctx.body ?? '').includes('server/discover'),
      { status: 404 },
    ),
    'POST is not allowed for reads': answerHttp(
      (request, ctx) => request.method === 'POST' && (ctx.body ?? '').includes('resources/read'),
      { status: 405 },
    ),
  },
});
