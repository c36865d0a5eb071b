// One tool above its budget.

import { vi } from 'vitest';
import { costArtifact, toolBudget } from '../../../../suites/cost/budget.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

vi.setConfig({ testTimeout: 120_000 });

const count = (text: string): number => Math.ceil(text.length / 4);

prove(toolBudget(costArtifact({ tokensPerTool: 1000, count })), {
  faults: {
    'a manual in a description': on('tools/list', (r) => {
      r.tools[0].description = 'Every option is explained at length here. '.repeat(150);
    }),
  },
  stillGood: {
    'a long description below the budget': on('tools/list', (r) => {
      r.tools[0].description = 'Every option is explained. '.repeat(50);
    }),
  },
});
