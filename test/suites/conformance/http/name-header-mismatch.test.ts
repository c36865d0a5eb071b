import type { IncomingMessage } from 'node:http';
import rule from '../../../../suites/conformance/http/name-header-mismatch.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { headerProblem } from '../../../../fixtures/good/http/headers.ts';
import { prove, where } from '../../../kit/prove.ts';

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
    'the header is for routing alone': forgive((headers, message) => {
      if (headers['mcp-name'] !== undefined) headers['mcp-name'] = message.params?.name ?? message.params?.uri;
    }),
    'compared with params.name alone': forgive((headers, message) => {
      if (message.method === 'resources/read' && headers['mcp-name'] !== undefined)
        headers['mcp-name'] = message.params?.uri;
    }),
    'not compared for prompts': forgive((headers, message) => {
      if (message.method === 'prompts/get' && headers['mcp-name'] !== undefined)
        headers['mcp-name'] = message.params?.name;
    }),
    'encoded values are let pass': forgive((headers, message) => {
      if (String(headers['mcp-name']).startsWith('=?base64?'))
        headers['mcp-name'] = message.params?.name ?? message.params?.uri;
    }),
  },
  stillGood: { 'no tool that may be called': where({}, { options: { calls: 'none' } }) },
});
