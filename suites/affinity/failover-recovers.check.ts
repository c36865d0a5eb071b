// When the replica is back, so must be everything.

import { check } from '../kernel/check.ts';
import { ending } from '../kernel/look.ts';
import { ALL } from '../kernel/revision.ts';
import { late, NO_OUTAGE, outageOf, served } from './outage.ts';
import { places } from './tags.ts';

export default check({
  title: 'After the replica came back, new clients are served without exception',
  level: 'must',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: [],
  why: 'A replica that is back but not ready, or a balancer that remembers what is no longer so, goes on failing after the outage is over.',
  fix: 'Let a replica answer its health check only once it can serve, and let the balancer forget routes to sessions that a restarted replica no longer knows.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    const outage = outageOf(recording);
    if (outage?.healedAt === undefined) return { seen: 0, findings: [], note: NO_OUTAGE };
    const tried = late(outage.fresh.back, outage.healedAt, outage.graceMs);
    const failed = tried.filter((exchange) => !served(exchange));
    const [first] = failed;
    const finding = {
      at: places(failed),
      got: `${failed.length} of ${tried.length} requests of new clients failed later than ${outage.graceMs} ms after the return: ${first === undefined ? '' : ending(first)}`,
      want: 'every new client served',
      key: 'back',
    };
    return { seen: tried.length, findings: first !== undefined ? [finding] : [] };
  },
});
