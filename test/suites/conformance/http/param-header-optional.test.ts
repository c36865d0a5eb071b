import type { IncomingMessage } from 'node:http';
import rule from '../../../../suites/conformance/http/param-header-optional.check.ts';
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
