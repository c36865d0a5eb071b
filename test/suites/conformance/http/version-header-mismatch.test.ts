import type { IncomingMessage } from 'node:http';
import rule from '../../../../suites/conformance/http/version-header-mismatch.check.ts';
import { onHttp, onMessage } from '../../../../fixtures/faults/on.ts';
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
const VERSION = 'io.modelcontextprotocol/protocolVersion';

prove(rule, {
  faults: {
    'whichever of the two is supported': {
      ...forgive((headers, message) => {
        headers['mcp-protocol-version'] = message.params._meta[VERSION];
      }),
    },
    'HTTP 200 with the error': onHttp((answer) => {
      if (answer.status === 400 && answer.body?.includes('-32020')) answer.status = 200;
    }),
  },
  stillGood: {
    'the error for unsupported versions': onMessage((message) => {
      if (message.error?.message?.includes('differs from the version')) message.error.code = -32022;
    }),
  },
});
