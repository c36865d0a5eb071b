import type { IncomingMessage } from 'node:http';
import rule from '../../../../suites/conformance/http/name-header-characters.check.ts';
import { onHttp } from '../../../../fixtures/faults/on.ts';
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
    'Base64 is decoded leniently': {
      settings: {
        decodeHeader: (raw) =>
          raw.startsWith('=?base64?') ? Buffer.from(raw.slice(9, -2), 'base64').toString('utf8') : raw,
      },
    },
    'bytes beyond ASCII are dropped': forgive((headers) => {
      headers['mcp-name'] = headers['mcp-name']?.toString().replace(/[^\x20-\x7e]/g, '');
    }),
  },
  stillGood: {
    'HTTP 400 of the HTTP stack': onHttp((answer) => {
      if (answer.status === 400 && /[^\x20-\x7e]/.test(String(answer.request.headers['mcp-name']))) answer.body = '';
    }),
  },
});
