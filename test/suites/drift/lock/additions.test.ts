// What came, and what went.

import { driftArtifact, lockCheck } from '../../../../suites/drift/lock/lock-check.ts';
import { LOCK_RULES } from '../../../../suites/drift/lock/rules.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { acceptedGood } from './accepted.ts';

prove(lockCheck(LOCK_RULES.additions, driftArtifact(await acceptedGood())), {
  faults: {
    'a further tool': on('tools/list', (r) => {
      r.tools.push({ name: 'brand_new', inputSchema: { type: 'object' } });
    }),
    'an optional parameter': on('tools/list', (r) => {
      for (const tool of r.tools)
        tool.inputSchema.properties = { ...tool.inputSchema.properties, added: { type: 'string' } };
    }),
  },
  stillGood: {
    'a tool is gone': on('tools/list', (r) => {
      r.tools = r.tools.slice(0, -1);
    }),
  },
});
