// A server may end sessions when it likes, but one that ends them because it is busy breaks its clients.

import { check } from '../kernel/check.ts';
import { STATEFUL } from '../kernel/revision.ts';
import { loadMeasures, NO_LOAD } from './measures.ts';

export default check({
  title: 'Sessions outlive the load',
  level: 'should',
  revisions: STATEFUL,
  transports: ['streamable-http'],
  requirements: ['sessions.may-expire'],
  why: 'A session that is gone while its client is in the middle of using it costs a new handshake and whatever the session knew.',
  fix: 'Do not evict sessions that are in use; behind a load balancer run `assay affinity`, which names the routing.',
  touch: 'heavy',
  needs: { load: loadMeasures },
  judge: ({ load }, { recording }) => {
    if (load === undefined) return { seen: 0, findings: [], note: NO_LOAD };
    const opened = load.phases.reduce((sum, { figures }) => sum + figures.sessions.opened, 0);
    const lost = load.phases.reduce((sum, { figures }) => sum + figures.sessions.lost, 0);
    const gone = recording.exchanges.filter(({ status }) => status === 404 || status === 400).slice(0, 5);
    const finding = {
      at: gone.map(({ id }) => ({ exchange: id })),
      got: `${lost} sessions were refused (404, or 400 about the session) while in use; ${opened} were opened`,
      want: 'sessions that stay until their client ends them',
      key: 'lost',
    };
    return { seen: opened, findings: lost > 0 ? [finding] : [] };
  },
});
