import type { IncomingMessage } from 'node:http';
import rule from '../../../../suites/conformance/http/name-header-markers.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { headerProblem } from '../../../../fixtures/good/http/headers.ts';
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
    'markers in any letter case': forgive((headers) => {
      headers['mcp-name'] = headers['mcp-name']?.toString().replace('=?BASE64?', '=?base64?');
    }),
    'an end marker is not needed': forgive((headers) => {
      const value = headers['mcp-name']?.toString();
      if (value?.startsWith('=?base64?') === true && !value.endsWith('?=')) headers['mcp-name'] = `${value}?=`;
    }),
  },
});
