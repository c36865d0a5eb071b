// One replica gone must not be an outage while another is there.

import { check } from '../kernel/check.ts';
import { ending } from '../kernel/look.ts';
import { ALL } from '../kernel/revision.ts';
import { late, NO_OUTAGE, outageOf, served } from './outage.ts';
import { places } from './tags.ts';

export default check({
  title: 'With one replica gone, new clients are served by the others',
  level: 'must',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: [],
  why: 'Replicas exist so that the loss of one is not noticed; a balancer that keeps sending to the dead one turns it into errors for everybody.',
  fix: 'Give the balancer health checks (HAProxy `check`, nginx `max_fails` with `proxy_next_upstream`) and let it try another replica where the connection is refused.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    const outage = outageOf(recording);
    if (outage === undefined) return { seen: 0, findings: [], note: NO_OUTAGE };
    const tried = late(outage.fresh.down, outage.killedAt, outage.graceMs);
    const failed = tried.filter((exchange) => !served(exchange));
    // One in five: a balancer that tries the dead replica now and then is judged by what that costs.
    const [first] = failed;
    const wrong = first !== undefined && failed.length > tried.length / 5;
    const finding = {
      at: places(failed),
      got: `${failed.length} of ${tried.length} requests of new clients failed later than ${outage.graceMs} ms after the loss: ${first === undefined ? '' : ending(first)}`,
      want: 'service by the replicas that are left',
      key: 'down',
    };
    return { seen: tried.length, findings: wrong ? [finding] : [] };
  },
});
