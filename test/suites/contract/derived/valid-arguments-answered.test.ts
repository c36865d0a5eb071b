// The rule against tools that raise protocol errors for what their schema allows.

import { instead, on, result } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/contract/derived/valid-arguments-answered.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { PLAIN_CALLS } from '../../conformance/circumstances.ts';

interface Listed {
  readonly tools: { inputSchema: object }[];
}

prove(rule, {
  ...PLAIN_CALLS,
  faults: {
    'an undeclared demand that raises -32602': instead('tools/call', async (params, _, next) =>
      params.name === 'echo' ? { error: { code: -32602, message: 'text must begin with a capital' } } : next(),
    ),
    'a tool that throws': instead('tools/call', async (params, _, next) =>
      params.name === 'add' ? { error: { code: -32603, message: 'Internal error' } } : next(),
    ),
  },
  stillGood: {
    'a refusal as a tool error': instead('tools/call', async (params, ctx, next) => {
      const reply = await next();
      if (params.name !== 'echo' || reply?.result === undefined) return reply;
      return result({ content: [{ type: 'text', text: 'try again' }], isError: true }, ctx);
    }),
    'a code that is not about the arguments': instead('tools/call', async (params, _, next) =>
      params.name === 'echo' ? { error: { code: -32000, message: 'try later' } } : next(),
    ),
    // What another rule finds; the calls made from such schemas are no error of ours.
    'a schema that allows anything': on('tools/list', (r) => {
      for (const tool of (r as Listed).tools) tool.inputSchema = {};
    }),
    'a schema of an array': on('tools/list', (r) => {
      for (const tool of (r as Listed).tools) tool.inputSchema = { type: 'array' };
    }),
    'no tool that may be called': where({}, { options: { calls: 'none', allow: [] } }),
  },
});
