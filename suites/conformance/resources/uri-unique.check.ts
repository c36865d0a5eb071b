// Two entries of one URI: a client keeps one of them.

import { resources } from '../../artifacts/resources.ts';
import { check } from '../../kernel/check.ts';
import { judgeUnique } from '../lists/unique.ts';

export default check({
  title: 'No URI is listed twice',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['resources.uri-unique'],
  why: 'The URI is what tells resources apart; of two entries one is lost, or both open the same.',
  fix: 'Give every resource a URI of its own, over all pages of the list.',
  touch: 'passive',
  needs: { resources },
  judge: ({ resources: list }) => judgeUnique(list, 'uri'),
});
