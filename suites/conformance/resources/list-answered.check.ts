// A declared list that is not served leaves every client without it.

import { LISTS } from '../../artifacts/listing.ts';
import { resources } from '../../artifacts/resources.ts';
import { check } from '../../kernel/check.ts';
import { judgeAnswered } from '../lists/answered.ts';

export default check({
  title: 'A declared resources capability means that resources/list is answered with the resources',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['resources.list-answered'],
  why: 'A client that reads the declaration asks for the list first; without an answer it shows nothing, or gives the server up.',
  fix: 'Answer resources/list with a result that holds the array `resources`, empty where there is none.',
  touch: 'passive',
  needs: { resources },
  judge: ({ resources: list }) => judgeAnswered(list, LISTS.resources),
});
