import type { IncomingMessage } from 'node:http';
import rule from '../../../../suites/conformance/http/param-header-encoding.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { decodeHeader, headerProblem } from '../../../../fixtures/good/http/headers.ts';
import type { ToolSpec } from '../../../../fixtures/good/catalog/spec.ts';
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

/** Takes any text, so that values that look encoded can be sent. */
const FREE: ToolSpec = {
  name: 'zz_say',
  title: 'Say',
  description: 'Says nothing.',
  inputSchema: {
    type: 'object',
    properties: { words: { type: 'string', 'x-mcp-header': 'Words' } },
    required: ['words'],
  },
  annotations: { readOnlyHint: true },
  run: () => ({ content: [{ type: 'text', text: 'ok' }] }),
};

prove(rule, {
  faults: {
    'no decoding': { settings: { decodeHeader: (raw) => raw } },
    'all that looks like Base64 is decoded': where(
      {
        settings: {
          decodeHeader: (raw) => (raw === 'SGVsbG8=' ? 'Hello' : decodeHeader(raw)),
        },
      },
      { server: { tools: [FREE] } },
    ),
  },
  stillGood: { 'a tool that takes any text': where({}, { server: { tools: [FREE] } }) },
});
