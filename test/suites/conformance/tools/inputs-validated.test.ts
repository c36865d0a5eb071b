import rule from '../../../../suites/conformance/tools/inputs-validated.check.ts';
import { instead, result } from '../../../../fixtures/faults/on.ts';
import { calls } from '../circumstances.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  ...calls,
  faults: {
    'no validation': { settings: { checkArguments: false } },
    'a missing required member let pass': instead('tools/call', async (params, ctx, next) => {
      const reply = await next();
      const missing = params.name === 'add' && params.arguments?.b === undefined;
      return missing ? result({ content: [{ type: 'text', text: 'NaN' }] }, ctx) : reply;
    }),
    'one property unchecked': instead('tools/call', async (params, ctx, next) => {
      const reply = await next();
      const region = params.arguments?.region;
      const loose = params.name === 'plan_route' && region !== undefined && !['north', 'south'].includes(region);
      return loose
        ? result({ content: [{ type: 'text', text: '{}' }], structuredContent: { region: '', stops: 0 } }, ctx)
        : reply;
    }),
  },
  stillGood: {
    'a JSON-RPC error': instead('tools/call', async (_, __, next) => {
      const reply = await next();
      const failed = (reply?.result as { isError?: boolean } | undefined)?.isError === true;
      return failed ? { error: { code: -32602, message: 'Invalid params' } } : reply;
    }),
    'an explanation that is not flagged': instead('tools/call', async (_, ctx, next) => {
      const reply = await next();
      const given = reply?.result as { isError?: boolean; content?: readonly { text: string }[] } | undefined;
      return given?.isError === true
        ? result({ content: [{ type: 'text', text: 'Error: path is required' }] }, ctx)
        : reply;
    }),
    'no tool that may be called': where({}, { options: { calls: 'none' } }),
  },
});
