// The rule against structured results that older clients cannot read.

import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/contract/derived/text-mirrors-structure.check.ts';
import { prove } from '../../../kit/prove.ts';
import { PLAIN_CALLS } from '../../conformance/circumstances.ts';

prove(rule, {
  ...PLAIN_CALLS,
  faults: {
    'no text': on('tools/call', (r) => {
      if (r.structuredContent !== undefined) r.content = [];
    }),
    'other data in the text': on('tools/call', (r) => {
      if (r.structuredContent !== undefined) r.content = [{ type: 'text', text: '{"sum":-1.25}' }];
    }),
  },
  stillGood: {
    'members in another order, and a sentence beside': on('tools/call', (r) => {
      if (r.structuredContent === undefined) return;
      const turned = Object.fromEntries(Object.entries(r.structuredContent).toReversed());
      r.content = [
        { type: 'text', text: 'The result:' },
        { type: 'text', text: JSON.stringify(turned, null, 2) },
      ];
    }),
  },
});
