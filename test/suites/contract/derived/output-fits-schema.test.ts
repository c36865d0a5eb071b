// The rule against results that break the outputSchema of their tool.

import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/contract/derived/output-fits-schema.check.ts';
import { prove } from '../../../kit/prove.ts';
import { PLAIN_CALLS } from '../../conformance/circumstances.ts';

prove(rule, {
  ...PLAIN_CALLS,
  faults: {
    'a member left out': on('tools/call', (r) => {
      if (r.structuredContent !== undefined) r.structuredContent = {};
    }),
    'a number as text': on('tools/call', (r) => {
      if (r.structuredContent?.sum !== undefined) r.structuredContent.sum = String(r.structuredContent.sum);
    }),
    'text alone': on('tools/call', (r) => {
      delete r.structuredContent;
    }),
  },
  stillGood: {
    'a member that the schema does not name': on('tools/call', (r) => {
      if (r.structuredContent?.sum !== undefined) r.structuredContent.unit = 'm';
    }),
    'a failed call without structure': on('tools/call', (r) => {
      if (r.structuredContent === undefined) return;
      delete r.structuredContent;
      r.isError = true;
    }),
  },
});
