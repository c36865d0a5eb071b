// Routing by address holds sessions, and balances nothing where many callers share an address.

import { check } from '../kernel/check.ts';
import { STATEFUL } from '../kernel/revision.ts';
import { homesOf, routingOf } from './routing.ts';
import { isAffinity, NOT_ASKED, trials } from './trials.ts';

export default check({
  title: 'Sessions of one caller are spread over the replicas',
  level: 'advice',
  revisions: STATEFUL,
  transports: ['streamable-http'],
  requirements: [],
  why: 'Routed by address, all sessions of one office, one NAT or one agent platform land on one replica, however many there are.',
  fix: 'Route by the session id learnt from the response to initialize instead of by address; or leave it, where callers have addresses of their own.',
  touch: 'heavy',
  needs: { seen: trials },
  judge: ({ seen }, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const { homes, asked } = homesOf(recording);
    if (homes.size < 6)
      return { seen: 0, findings: [], note: 'needs --replica addresses, and sessions that one replica keeps' };
    const routing = routingOf(seen, recording);
    const first = recording.exchanges.find(({ tag }) => tag?.startsWith('home/') === true);
    const finding = {
      at: first === undefined ? [] : [{ exchange: first.id }],
      got: `sessions hold, ${routing.looks}`,
      want: `the ${asked} sessions of one address on more than one replica`,
      key: 'one-address',
    };
    return { seen: homes.size, findings: routing.name === 'one-address' ? [finding] : [] };
  },
});
