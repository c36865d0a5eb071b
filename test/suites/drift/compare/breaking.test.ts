// What a gateway loses, and what it may add.

import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { besideGood } from './first.ts';

prove(await besideGood('breaking'), {
  options: { calls: 'all' },
  faults: {
    'a tool is gone': on('tools/list', (r) => {
      r.tools = r.tools.filter((tool: { name: string }) => tool.name !== 'echo');
    }),
    'a parameter is gone': on('tools/list', (r) => {
      for (const tool of r.tools) tool.inputSchema = { type: 'object', additionalProperties: false };
    }),
  },
  stillGood: {
    'a tool more': on('tools/list', (r) => {
      if (r.nextCursor === undefined) r.tools.push({ name: 'brand_new', inputSchema: { type: 'object' } });
    }),
  },
});
