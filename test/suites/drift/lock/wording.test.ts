// Words, and everything that is no word.

import { driftArtifact, lockCheck } from '../../../../suites/drift/lock/lock-check.ts';
import { LOCK_RULES } from '../../../../suites/drift/lock/rules.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { acceptedGood } from './accepted.ts';

prove(lockCheck(LOCK_RULES.wording, driftArtifact(await acceptedGood())), {
  faults: {
    'a description with a plain word more': on('tools/list', (r) => {
      for (const tool of r.tools) tool.description = `${tool.description ?? ''} Handy.`;
    }),
  },
  stillGood: {
    'a tool is gone': on('tools/list', (r) => {
      r.tools = r.tools.slice(0, -1);
    }),
  },
});
