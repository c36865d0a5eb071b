// The rule against tools that do their work twice when they are called twice, and claim not to.

import { combine, on, instead, result } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/contract/derived/idempotent-holds.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { live } from '../../conformance/circumstances.ts';

// Live only: a recording in which nobody called the tool twice shows nothing.
const claims = live(
  on('tools/list', (r) => {
    for (const tool of r.tools)
      if (tool.name === 'write_note')
        tool.annotations = { readOnlyHint: false, destructiveHint: false, idempotentHint: true };
  }),
);

prove(rule, {
  options: { allow: ['write_note'] },
  neverPasses: 'the good server has no tool that writes and is idempotent',
  faults: {
    'a tool that adds a line with every call': claims,
  },
  stillGood: {
    'the same claim by a tool that does nothing more': combine(
      claims,
      instead('tools/call', async (params, ctx, next) =>
        params.name === 'write_note' ? result({ content: [{ type: 'text', text: 'Noted.' }] }, ctx) : next(),
      ),
    ),
    'no such tool may be called': where(claims, { options: { calls: 'none', allow: [] } }),
  },
});
