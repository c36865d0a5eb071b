// Memory that grows with every request and never stops growing ends in a restart.

import { check } from '../kernel/check.ts';
import { ALL } from '../kernel/revision.ts';
import { growthOf } from './growth.ts';
import { loadMeasures, NO_LOAD } from './measures.ts';

export default check({
  title: 'Memory levels off under steady load',
  level: 'should',
  revisions: ALL,
  requirements: [],
  why: 'What is kept per request adds up until the process is killed, and every session with it.',
  fix: 'Take heap snapshots before and after the same number of requests; look for maps keyed by request or session that are never emptied, and for listeners added per request.',
  touch: 'heavy',
  needs: { load: loadMeasures },
  judge: ({ load }) => {
    if (load === undefined) return { seen: 0, findings: [], note: NO_LOAD };
    const growth = growthOf(load.process ?? []);
    if (typeof growth === 'string') return { seen: 0, findings: [], note: growth };
    const finding = {
      at: [],
      got: `from ${growth.fromMiB} to ${growth.toMiB} MiB in the second half of the run, rising throughout: ${growth.bytesPerRequest} bytes a request`,
      want: 'memory that stops rising once the program has warmed up',
      key: 'growth',
    };
    return { seen: growth.samples, findings: growth.leaking ? [finding] : [] };
  },
});
