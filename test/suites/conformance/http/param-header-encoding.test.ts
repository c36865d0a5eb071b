import rule from '../../../../suites/conformance/http/param-header-encoding.check.ts';
import { decodeHeader } from '../../../../fixtures/good/http/headers.ts';
import type { ToolSpec } from '../../../../fixtures/good/catalog/spec.ts';
import { prove, where } from '../../../kit/prove.ts';

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
