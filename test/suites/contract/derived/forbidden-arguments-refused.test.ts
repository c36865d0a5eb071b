// The rule against tools that overlook one demand of their schema.

import { instead, result } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/contract/derived/forbidden-arguments-refused.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { calls } from '../../conformance/circumstances.ts';

prove(rule, {
  ...calls,
  faults: {
    'no validation at all': { settings: { checkArguments: false } },
    'a required member not asked for': instead('tools/call', async (params, ctx, next) => {
      const reply = await next();
      const missing = params.name === 'add' && Object.keys(params.arguments ?? {}).length < 2;
      return missing ? result({ content: [{ type: 'text', text: '0' }] }, ctx) : reply;
    }),
    'a bound overlooked': instead('tools/call', async (params, ctx, next) => {
      const reply = await next();
      const long = params.name === 'echo' && String(params.arguments?.text ?? '').length > 100_000;
      return long ? result({ content: [{ type: 'text', text: 'long' }] }, ctx) : reply;
    }),
  },
  stillGood: {
    'refusals as JSON-RPC errors': instead('tools/call', async (_, __, next) => {
      const reply = await next();
      const failed = (reply?.result as { isError?: boolean } | undefined)?.isError === true;
      return failed ? { error: { code: -32602, message: 'Invalid params' } } : reply;
    }),
    'no tool that may be called': where({}, { options: { calls: 'none', allow: [] } }),
  },
});
