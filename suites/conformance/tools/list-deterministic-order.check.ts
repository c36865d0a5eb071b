// A list in a new order each time defeats caches of clients and of model prompts.

import { listsAgain } from '../../artifacts/lists-again.ts';
import { check } from '../../kernel/check.ts';
import { judgeOrder } from '../lists/connections.ts';

export default check({
  title: 'Tools come in the same order every time',
  level: 'should',
  revisions: { since: '2026-07-28' },
  requirements: ['tools.list-deterministic-order'],
  why: 'Tool lists go into model prompts; a changed order is a changed prompt, and every prompt cache misses.',
  fix: 'Sort the tools, or keep them in the order of registration.',
  touch: 'passive',
  needs: { listsAgain },
  judge: (views) => judgeOrder(views.listsAgain, 'tools'),
});
