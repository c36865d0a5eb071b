import type { IncomingMessage } from 'node:http';
import rule from '../../../../suites/conformance/http/version-header-missing.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
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
const VERSION = 'io.modelcontextprotocol/protocolVersion';

prove(rule, {
  server: { revisions: ['2026-07-28'] },
  faults: {
    'the version is read from the body alone': forgive((headers, message) => {
      headers['mcp-protocol-version'] ??= message.params._meta[VERSION];
    }),
    'another error': onMessage((message) => {
      if (message.error?.message?.includes('MCP-Protocol-Version is missing')) message.error.code = -32600;
    }),
  },
  stillGood: {
    'a server of both eras, with an error of the old one': where(
      onMessage((message) => {
        if (message.error?.message?.includes('MCP-Protocol-Version is missing')) message.error.code = -32600;
      }),
      { server: { revisions: ['2025-11-25', '2026-07-28'] } },
    ),
    'a server of the oldest revisions too': where({}, { server: { revisions: ['2025-03-26', '2026-07-28'] } }),
  },
});
