// Gateways and clients keep one list for all connections: a list that differs per connection is wrong for some of them.

import { listsAgain } from '../../artifacts/lists-again.ts';
import { check } from '../../kernel/check.ts';
import { judgeSameOnEveryConnection } from '../lists/connections.ts';

export default check({
  title: 'Two connections with the same credentials are shown the same prompts',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['prompts.list-same-on-every-connection', 'prompts.list-unaffected-by-other-requests'],
  why: 'From 2026-07-28 requests stand for themselves: clients and gateways share a list between connections and cache it.',
  fix: 'Make the list depend on the credentials of the request alone, never on the connection or process that serves it.',
  touch: 'passive',
  capability: 'prompts',
  needs: { listsAgain },
  judge: (views) => judgeSameOnEveryConnection(views.listsAgain, 'prompts'),
});
