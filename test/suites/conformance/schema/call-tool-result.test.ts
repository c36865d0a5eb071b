import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/call-tool-result.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { PLAIN_CALLS } from '../circumstances.ts';

prove(rule, {
  ...PLAIN_CALLS,
  faults: {
    'no content beside structuredContent': on('tools/call', (r) => {
      delete r.content;
      r.structuredContent = {};
    }),
    'content as text': on('tools/call', (r) => {
      r.content = 'hello';
    }),
    'text in place of a block': on('tools/call', (r) => {
      r.content = ['x'];
    }),
    'isError as text': on('tools/call', (r) => {
      r.isError = 'false';
    }),
    'structuredContent as a list': where(
      on('tools/call', (r) => {
        r.structuredContent = [1];
      }),
      { revisions: ['2025-06-18', '2025-11-25'] },
    ),
  },
  stillGood: {
    'no content at all': on('tools/call', (r) => {
      r.content = [];
    }),
    'structuredContent as a list, where it may be': where(
      on('tools/call', (r) => {
        r.structuredContent = [1];
      }),
      { revisions: ['2026-07-28'] },
    ),
  },
});
