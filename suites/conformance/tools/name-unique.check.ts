// Two tools of one name: a client can only ever reach one of them.

import { judgeUnique } from '../lists/unique.ts';
import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';

export default check({
  title: 'No two tools share a name',
  level: 'should',
  // Older revisions call the name a unique identifier without a keyword.
  levels: { '2024-11-05': 'advice', '2025-03-26': 'advice', '2025-06-18': 'advice' },
  revisions: { since: '2024-11-05' },
  requirements: ['tools.name-unique', 'tools.name-unique-older'],
  why: 'A call names its tool by name alone; of two tools with one name a client shows both and reaches one.',
  fix: 'Give every tool a name of its own, over all pages of the list.',
  touch: 'passive',
  needs: { tools },
  judge: ({ tools: list }) => judgeUnique(list, 'name'),
});
