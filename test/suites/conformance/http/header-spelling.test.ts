import type { IncomingMessage } from 'node:http';
import rule from '../../../../suites/conformance/http/header-spelling.check.ts';
import { headerProblem } from '../../../../fixtures/good/http/headers.ts';
import { prove } from '../../../kit/prove.ts';

type Headers = Record<string, string | string[] | undefined>;

prove(rule, {
  faults: {
    'one spelling alone': {
      settings: {
        headerProblem: (request, message, schemas, decode) => {
          const names = request.rawHeaders.filter((_, index) => index % 2 === 0);
          const headers: Headers = { ...request.headers };
          if (!names.includes('Mcp-Method')) delete headers['mcp-method'];
          return headerProblem({ headers } as IncomingMessage, message, schemas, decode);
        },
      },
    },
    'padded values are refused': {
      http: (request, response, next, ctx) => {
        // Node trims the values; on the wire each probe keeps its place among the others, so the body tells which it is.
        const padded = (ctx.body ?? '').includes('"server/discover"') && ctx.shared.get('padded') === 11;
        if ((ctx.body ?? '').includes('"server/discover"'))
          ctx.shared.set('padded', Number(ctx.shared.get('padded') ?? 0) + 1);
        if (!padded) return next();
        response.writeHead(400, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32020, message: 'Header mismatch' } }));
        return request.resume() && undefined;
      },
    },
  },
});
