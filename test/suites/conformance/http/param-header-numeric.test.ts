import type { IncomingMessage } from 'node:http';
import rule from '../../../../suites/conformance/http/param-header-numeric.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { headerProblem } from '../../../../fixtures/good/http/headers.ts';
import { RpcError } from '../../../../fixtures/good/protocol.ts';
import { prove } from '../../../kit/prove.ts';

type Headers = Record<string, string | string[] | undefined>;

/** Mends headers before they are compared, so that a server does not see what is wrong with them. */
const forgive = (mend: (headers: Headers, message: Loose) => void): Fault => ({
  settings: {
    headerProblem: (request, message, schemas, decode) => {
      const headers: Headers = { ...request.headers };
      mend(headers, message);
      return headerProblem({ headers } as IncomingMessage, message, schemas, decode);
    },
  },
});

prove(rule, {
  faults: {
    'numbers are compared as text': {
      settings: {
        headerProblem: (request, message, schemas, decode) =>
          /\.0$/.test(String(request.headers['mcp-param-stops']))
            ? new RpcError(-32020, 'Header mismatch: Mcp-Param-Stops differs from the body')
            : headerProblem(request, message, schemas, decode),
      },
    },
  },
});
