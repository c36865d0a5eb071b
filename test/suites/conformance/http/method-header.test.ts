import type { IncomingMessage } from 'node:http';
import rule from '../../../../suites/conformance/http/method-header.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
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
    'the header is optional': forgive((headers, message) => {
      headers['mcp-method'] ??= message.method;
    }),
    'its value is ignored': forgive((headers, message) => {
      if (headers['mcp-method'] !== undefined) headers['mcp-method'] = message.method;
    }),
    'letter case is ignored': forgive((headers, message) => {
      if (String(headers['mcp-method']).toLowerCase() === message.method) headers['mcp-method'] = message.method;
    }),
    'another error': onMessage((message) => {
      if (message.error?.message?.includes('Mcp-Method')) message.error.code = -32600;
    }),
  },
});
