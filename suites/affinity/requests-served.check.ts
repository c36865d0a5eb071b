// With all replicas up, a request through the balancer has no reason to fail below the protocol.

import { check } from '../kernel/check.ts';
import { ending } from '../kernel/look.ts';
import { ALL } from '../kernel/revision.ts';
import { isAffinity, NOT_ASKED, trials } from './trials.ts';

export default check({
  title: 'Requests of many sessions at once are all served',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: [],
  why: 'Closed connections, timeouts and 5xx at a few dozen requests a second say that a replica behind the address is not there, or that the balancer cannot reach it.',
  fix: 'Look into the balancer’s log for the upstream it chose; take replicas out of rotation that do not answer a health check.',
  touch: 'heavy',
  needs: { seen: trials },
  judge: ({ seen }, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const counted = seen.all.filter(
      ({ outcome, how }) => outcome !== 'limited' && outcome !== 'unclear' && how !== 'pipelined',
    );
    const failed = counted.filter(({ outcome }) => outcome === 'failed');
    const kinds = new Map(failed.map(({ exchange }) => [ending(exchange).replace(/\d+ ms/, 'some time'), exchange]));
    return {
      seen: counted.length,
      findings: [...kinds].map(([kind, exchange]) => ({
        at: [{ exchange: exchange.id }],
        got: `${failed.length} of ${counted.length} requests failed: ${kind}`,
        want: 'an answer of the server',
        key: kind,
      })),
    };
  },
});
