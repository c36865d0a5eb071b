// What a tool may do now, and what it is merely called.

import { driftArtifact, lockCheck } from '../../../../suites/drift/lock/lock-check.ts';
import { LOCK_RULES } from '../../../../suites/drift/lock/rules.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { acceptedGood } from './accepted.ts';

prove(lockCheck(LOCK_RULES.permissions, driftArtifact(await acceptedGood())), {
  faults: {
    'a tool is no longer read-only': on('tools/list', (r) => {
      for (const tool of r.tools)
        tool.annotations = { readOnlyHint: false, destructiveHint: true, openWorldHint: true, idempotentHint: true };
    }),
  },
  stillGood: {
    'another title': on('tools/list', (r) => {
      for (const tool of r.tools) tool.annotations = { ...tool.annotations, title: 'Another' };
    }),
  },
});
