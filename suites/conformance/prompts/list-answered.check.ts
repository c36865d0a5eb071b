// A declared list that is not served leaves every client without it.

import { LISTS } from '../../artifacts/listing.ts';
import { prompts } from '../../artifacts/prompts.ts';
import { check } from '../../kernel/check.ts';
import { judgeAnswered } from '../lists/answered.ts';

export default check({
  title: 'A declared prompts capability means that prompts/list is answered with the prompts',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['prompts.list-answered'],
  why: 'A client that reads the declaration asks for the list first; without an answer it shows nothing, or gives the server up.',
  fix: 'Answer prompts/list with a result that holds the array `prompts`, empty where there is none.',
  touch: 'passive',
  needs: { prompts },
  judge: ({ prompts: list }) => judgeAnswered(list, LISTS.prompts),
});
