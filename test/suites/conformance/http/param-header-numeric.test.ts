import rule from '../../../../suites/conformance/http/param-header-numeric.check.ts';
import { headerProblem } from '../../../../fixtures/good/http/headers.ts';
import { RpcError } from '../../../../fixtures/good/protocol.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'numbers are compared as text': {
      settings: {
        headerProblem: (request, message, schemas, decode) =>
          String(request.headers['mcp-param-stops']).endsWith('.0')
            ? new RpcError(-32020, 'Header mismatch: Mcp-Param-Stops differs from the body')
            : headerProblem(request, message, schemas, decode),
      },
    },
  },
});
