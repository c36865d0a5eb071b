// What nobody can classify, and what has a class.

import { driftArtifact, lockCheck } from '../../../../suites/drift/lock/lock-check.ts';
import { LOCK_RULES } from '../../../../suites/drift/lock/rules.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { acceptedGood } from './accepted.ts';

prove(lockCheck(LOCK_RULES.unclassified, driftArtifact(await acceptedGood())), {
  faults: {
    'a field that nobody knows': on('tools/list', (r) => {
      for (const tool of r.tools) tool.scopes = ['admin'];
    }),
    'a keyword that nobody knows': on('tools/list', (r) => {
      for (const tool of r.tools) tool.inputSchema['x-policy'] = 'none';
    }),
  },
  stillGood: {
    'another description': on('tools/list', (r) => {
      r.tools[0].description = 'Another one.';
    }),
  },
});
