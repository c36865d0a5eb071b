// All definitions together above their budget.

import { vi } from 'vitest';
import { costArtifact, serverBudget } from '../../../../suites/cost/budget.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

vi.setConfig({ testTimeout: 120_000 });

const count = (text: string): number => Math.ceil(text.length / 4);

prove(serverBudget(costArtifact({ tokensPerServer: 20_000, count })), {
  faults: {
    'long descriptions everywhere': on('tools/list', (r) => {
      for (const tool of r.tools) tool.description = 'Every option is explained at length here. '.repeat(500);
    }),
  },
  stillGood: {
    'short descriptions': on('tools/list', (r) => {
      for (const tool of r.tools) tool.description = 'Short.';
    }),
  },
});
