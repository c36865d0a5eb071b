import rule from '../../../../suites/conformance/tools/execution-errors-in-result.check.ts';
import { instead, error } from '../../../../fixtures/faults/on.ts';
import { HARMLESS } from '../circumstances.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: [...HARMLESS, 'read_file'] },
  faults: {
    'exceptions of tools turned into -32603': instead('tools/call', async (_, __, next) => {
      const reply = await next();
      const failed = (reply?.result as { isError?: boolean } | undefined)?.isError === true;
      return failed ? error(-32603, 'Internal error') : reply;
    }),
    'only where something is looked for that does not exist': instead('tools/call', (params, _, next) =>
      JSON.stringify(params.arguments ?? {}).includes('no-such-thing') ? error(-32000, 'ENOENT') : next(),
    ),
  },
  stillGood: {
    'wrong arguments as -32602': instead('tools/call', async (_, __, next) => {
      const reply = await next();
      const failed = (reply?.result as { isError?: boolean } | undefined)?.isError === true;
      return failed ? error(-32602, 'Invalid params') : reply;
    }),
    'no tool that may be called': where({}, { options: { calls: 'none' } }),
  },
  server: {
    tools: [
      {
        name: 'read_file',
        title: 'Read a file',
        description: 'Reads a file.',
        inputSchema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
        annotations: { readOnlyHint: true },
        run: () => ({ content: [{ type: 'text', text: 'contents' }] }),
      },
    ],
  },
});
