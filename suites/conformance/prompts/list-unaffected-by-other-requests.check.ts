// A list that other requests on the connection change cannot be shared, cached or trusted.

import { listsAgain } from '../../artifacts/lists-again.ts';
import { check } from '../../kernel/check.ts';
import { judgeSideEffects } from '../lists/connections.ts';

export default check({
  title: 'Other requests on a connection do not change which prompts it lists',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['prompts.list-unaffected-by-other-requests'],
  why: 'From 2026-07-28 there is no session: a list that a call unlocked on one connection is missing on the next, and behind a load balancer it comes and goes.',
  fix: 'Make the list depend on the credentials of the request alone; change it for everybody, or not at all.',
  touch: 'passive',
  capability: 'prompts',
  needs: { listsAgain },
  judge: (views) => judgeSideEffects(views.listsAgain, 'prompts'),
});
