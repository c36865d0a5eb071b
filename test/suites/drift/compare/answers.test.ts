// Results in another form.

import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { besideGood } from './first.ts';

prove(await besideGood('answers'), {
  options: { calls: 'all' },
  faults: {
    'no structured content and no text': on('tools/call', (r) => {
      delete r.structuredContent;
      if (Array.isArray(r.content)) r.content = [{ type: 'image', data: 'AA==', mimeType: 'image/png' }];
    }),
    'every call fails in the tool': on('tools/call', (r) => {
      if (Array.isArray(r.content)) r.isError = r.isError !== true;
    }),
  },
  stillGood: {
    'other words': on('tools/call', (r) => {
      for (const block of Array.isArray(r.content) ? r.content : [])
        if (block.type === 'text') block.text = 'Other words.';
    }),
  },
});
