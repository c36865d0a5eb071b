// The rule against tools that say they only read, and write.

import { combine, on, instead, result } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/contract/derived/read-only-holds.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { live } from '../../conformance/circumstances.ts';

// Live only: a recording in which nobody called the tool shows nothing.
const claims = live(
  on('tools/list', (r) => {
    for (const tool of r.tools) if (tool.name === 'write_note') tool.annotations = { readOnlyHint: true };
  }),
);

/** Moves on with each call: what a real clock does while a slow tool runs. */
let clock = 0;

prove(rule, {
  options: { allow: ['echo', 'add', 'status'] },
  faults: {
    'a tool that writes and claims to read': where(claims, { options: { allow: ['write_note'] } }),
  },
  stillGood: {
    'the same claim by a tool that does nothing': where(
      combine(
        claims,
        instead('tools/call', async (params, ctx, next) =>
          params.name === 'write_note' ? result({ content: [{ type: 'text', text: 'Noted.' }] }, ctx) : next(),
        ),
      ),
      { options: { allow: ['write_note'] } },
    ),
    'a clock in what is looked at, and a call that takes seconds': where(
      live(
        combine(
          claims,
          instead('tools/call', async (params, ctx, next) => {
            if (params.name !== 'write_note') return next();
            clock += 1;
            return result({ content: [{ type: 'text', text: 'Noted.' }] }, ctx);
          }),
          on('resources/read', (r) => {
            for (const part of r.contents)
              if (typeof part.text === 'string') part.text += ` as of 12:55:${String(clock % 60).padStart(2, '0')} PM`;
          }),
        ),
      ),
      { options: { allow: ['write_note'] } },
    ),
    'how long something has been running, in what is looked at': where(
      live(
        combine(
          claims,
          instead('tools/call', async (params, ctx, next) => {
            if (params.name !== 'write_note') return next();
            clock += 1;
            return result({ content: [{ type: 'text', text: 'Noted.' }] }, ctx);
          }),
          on('resources/read', (r) => {
            for (const part of r.contents) if (typeof part.text === 'string') part.text += ` Runtime: ${clock}s`;
          }),
        ),
      ),
      { options: { allow: ['write_note'] } },
    ),
    'a view that changes by itself': on('resources/read', (r) => {
      for (const part of r.contents) if (typeof part.text === 'string') part.text += String(performance.now());
    }),
  },
});
