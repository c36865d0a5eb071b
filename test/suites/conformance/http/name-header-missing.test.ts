import type { IncomingMessage } from 'node:http';
import rule from '../../../../suites/conformance/http/name-header-missing.check.ts';
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
    'the header is optional': forgive((headers, message) => {
      headers['mcp-name'] ??= message.params?.name ?? message.params?.uri;
    }),
    'required for tools alone': forgive((headers, message) => {
      if (message.method !== 'tools/call') headers['mcp-name'] ??= message.params?.name ?? message.params?.uri;
    }),
    'required for prompts and resources alone': forgive((headers, message) => {
      if (message.method === 'tools/call') headers['mcp-name'] ??= message.params?.name;
    }),
  },
  stillGood: {
    'no tool that may be called': where({}, { options: { calls: 'none' } }),
    'nothing that has a name': where(
      {},
      { features: { tools: false, prompts: false, resources: false, completions: false } },
    ),
  },
});
