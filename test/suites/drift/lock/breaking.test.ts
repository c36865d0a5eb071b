// What breaks callers, and what does not.

import { driftArtifact, lockCheck } from '../../../../suites/drift/lock/lock-check.ts';
import { LOCK_RULES } from '../../../../suites/drift/lock/rules.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { acceptedGood } from './accepted.ts';

prove(lockCheck(LOCK_RULES.breaking, driftArtifact(await acceptedGood())), {
  faults: {
    'a tool is gone': on('tools/list', (r) => {
      r.tools = r.tools.filter((tool: { name: string }) => tool.name !== 'echo');
    }),
    'a parameter must be given': on('tools/list', (r) => {
      for (const tool of r.tools) {
        tool.inputSchema.properties = { ...tool.inputSchema.properties, added: { type: 'string' } };
        tool.inputSchema.required = [...(tool.inputSchema.required ?? []), 'added'];
      }
    }),
    'a prompt is gone': on('prompts/list', (r) => {
      r.prompts = r.prompts.slice(1);
    }),
  },
  stillGood: {
    'tools in another order': on('tools/list', (r) => {
      r.tools.reverse();
    }),
    'a further tool': on('tools/list', (r) => {
      r.tools.push({ name: 'brand_new', inputSchema: { type: 'object' } });
    }),
  },
});
