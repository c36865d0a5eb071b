// Twins, and tools that only belong together.

import { vi } from 'vitest';
import rule from '../../../../suites/cost/tools/near-duplicates.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

vi.setConfig({ testTimeout: 120_000 });

const tool = (name: string, description: string, properties: object = { path: {}, encoding: {} }): object => ({
  name,
  description,
  inputSchema: { type: 'object', properties },
});

prove(rule, {
  faults: {
    'one tool under two names': on('tools/list', (r) => {
      if (r.nextCursor !== undefined) return;
      r.tools.push(
        tool('read_text', 'Reads the contents of one text file below the working directory as UTF-8.'),
        tool('get_text', 'Reads the contents of one text file below the working directory as UTF-8.'),
      );
    }),
  },
  stillGood: {
    'the same thing, read and deleted': on('tools/list', (r) => {
      if (r.nextCursor !== undefined) return;
      r.tools.push(
        tool('get_pod', 'Get a pod of the given namespace by its name and context from the current cluster.'),
        tool('delete_pod', 'Delete a pod of the given namespace by its name and context from the current cluster.'),
      );
    }),
  },
});
