import rule from '../../../../suites/conformance/http/param-header-optional.check.ts';
import { headerProblem } from '../../../../fixtures/good/http/headers.ts';
import { RpcError } from '../../../../fixtures/good/protocol.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'every annotated parameter needs its header': {
      settings: {
        headerProblem: (request, message, schemas, decode) => {
          const params = message.params as { name?: string } | undefined;
          const all = ['mcp-param-region', 'mcp-param-stops', 'mcp-param-direct'];
          if (params?.name === 'plan_route' && all.some((name) => request.headers[name] === undefined))
            return new RpcError(-32020, 'Header mismatch: a parameter is missing');
          return headerProblem(request, message, schemas, decode);
        },
      },
    },
  },
});
