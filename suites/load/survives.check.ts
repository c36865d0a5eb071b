// A server that falls over under a load it was asked to bear has failed, whatever its answers were before.

import { check } from '../kernel/check.ts';
import { ALL } from '../kernel/revision.ts';
import { loadMeasures, NO_LOAD, requestsIn } from './measures.ts';

export default check({
  title: 'The target is still there after the load',
  level: 'must',
  severity: 'critical',
  revisions: ALL,
  requirements: [],
  why: 'A process that ends under load takes every session with it.',
  fix: 'Read the last words on stderr; bound what a request may allocate and handle rejections of every request on its own.',
  touch: 'heavy',
  needs: { load: loadMeasures },
  judge: ({ load }, { recording }) => {
    if (load === undefined) return { seen: 0, findings: [], note: NO_LOAD };
    if (load.alive) return { seen: 1, findings: [] };
    const last = recording.exchanges.filter(({ outcome }) => outcome === 'closed').slice(0, 3);
    const words = load.lastWords === undefined || load.lastWords === '' ? '' : `; it said: ${load.lastWords}`;
    return {
      seen: 1,
      findings: [
        {
          at: last.map(({ id }) => ({ exchange: id })),
          got: `no answer after ${requestsIn(load)} requests${words}`,
          want: 'an answer to one more request',
          key: 'gone',
        },
      ],
    };
  },
});
