import type { IncomingMessage } from 'node:http';
import rule from '../../../../suites/conformance/http/param-header-checked.check.ts';
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
    'the headers are not looked at': forgive((headers, message) => {
      for (const [name, value] of Object.entries(message.params?.arguments ?? {}))
        if (['region', 'stops', 'direct'].includes(name)) headers[`mcp-param-${name}`] = String(value);
    }),
    'missing ones are let pass': forgive((headers, message) => {
      for (const [name, value] of Object.entries(message.params?.arguments ?? {}))
        if (['region', 'stops', 'direct'].includes(name)) headers[`mcp-param-${name}`] ??= String(value);
    }),
    'Base64 is decoded leniently': {
      settings: {
        decodeHeader: (raw) =>
          raw.startsWith('=?base64?') ? Buffer.from(raw.slice(9, -2), 'base64').toString('utf8') : raw,
      },
    },
    'one parameter is forgotten': forgive((headers, message) => {
      const stops = message.params?.arguments?.stops;
      if (stops !== undefined) headers['mcp-param-stops'] = String(stops);
    }),
  },
  stillGood: { 'no tool that may be called': where({}, { options: { calls: 'none' } }) },
});
