// A declared list that is not served leaves every client without it.

import { LISTS } from '../../artifacts/listing.ts';
import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import { judgeAnswered } from '../lists/answered.ts';

export default check({
  title: 'A declared tools capability means that tools/list is answered with the tools',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['tools.list-answered'],
  why: 'A client that reads the declaration asks for the list first; without an answer it shows nothing, or gives the server up.',
  fix: 'Answer tools/list with a result that holds the array `tools`, empty where there is none.',
  touch: 'passive',
  needs: { tools },
  judge: ({ tools: list }) => judgeAnswered(list, LISTS.tools),
});
