import rule from '../../../../suites/conformance/tools/structured-content-text-copy.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'an empty content array': on('tools/call', (r) => {
      if (r.structuredContent) r.content = [];
    }),
    'a text that says something else': on('tools/call', (r) => {
      if (r.structuredContent) r.content = [{ type: 'text', text: '{"sum":-1}' }];
    }),
  },
  stillGood: {
    'members in another order, indented, beside other text': on('tools/call', (r) => {
      if (!r.structuredContent) return;
      const turned = Object.fromEntries(Object.entries(r.structuredContent).toReversed());
      r.content = [
        { type: 'text', text: 'Here it is:' },
        { type: 'text', text: JSON.stringify(turned, null, 2) },
      ];
    }),
  },
});
