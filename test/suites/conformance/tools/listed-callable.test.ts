import rule from '../../../../suites/conformance/tools/listed-callable.check.ts';
import { error, instead, on, result } from '../../../../fixtures/faults/on.ts';
import { calls, live } from '../circumstances.ts';
import { prove, where } from '../../../kit/prove.ts';

const ghost = { name: 'ghost', inputSchema: { type: 'object' }, annotations: { readOnlyHint: true } };
// May be called by its own word, from 2025-03-26 on.
const listGhost = on('tools/list', (r) => {
  if (r.nextCursor === undefined) r.tools.push({ ...ghost });
});

prove(rule, {
  ...calls,
  faults: {
    'a tool that the dispatcher does not know': where(live(listGhost), { options: { allow: ['echo', 'ghost'] } }),
    '-32601 for a listed tool': instead('tools/call', (params, _, next) =>
      params.name === 'echo' ? error(-32601, 'Method not found') : next(),
    ),
    'unknown tools as results, a listed one too': {
      ...instead('tools/call', (params, _, next) =>
        params.name === 'echo'
          ? { result: { content: [{ type: 'text', text: 'Tool echo not found' }], isError: true } }
          : next(),
      ),
    },
  },
  stillGood: {
    'a tool that fails': instead('tools/call', (params, ctx, next) =>
      params.name === 'echo'
        ? result({ content: [{ type: 'text', text: 'File not found: echo.txt' }], isError: true }, ctx)
        : next(),
    ),
    'wrong arguments, by the code of unknown tools': instead('tools/call', (params, _, next) =>
      params.name === 'echo' ? error(-32602, 'text must be shorter') : next(),
    ),
    'no tool that may be called': where({}, { options: { calls: 'none' } }),
  },
});
