// What is right when asked once must be right when asked ten thousand times at once.

import { check } from '../kernel/check.ts';
import { ALL } from '../kernel/revision.ts';
import { findingsOf, keptOf, loadMeasures, NO_LOAD, requestsIn } from './measures.ts';

export default check({
  title: 'Under load answers stay whole and say the same as in peace',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'Truncated bodies, empty lists and answers that are no JSON-RPC are taken by agents for the truth: a tool list that is empty for a moment makes a model say that it has no tools.',
  fix: 'Look at what happens when the pool, cache or upstream behind this answer is exhausted, and answer with an error instead of with less.',
  touch: 'heavy',
  needs: { load: loadMeasures },
  judge: ({ load }, { recording }) => {
    if (load === undefined) return { seen: 0, findings: [], note: NO_LOAD };
    const want = 'a JSON-RPC response';
    const found = findingsOf(load, recording, {
      'not-json': { got: 'no JSON', want },
      'not-json-rpc': { got: 'JSON that is no JSON-RPC response', want },
      'no-answer': { got: 'HTTP 2xx without a response in it', want },
      malformed: { got: 'bytes that are no HTTP response', want: 'an HTTP response' },
      'wrong-content': { got: 'not what was asked for', want: 'the content that the same request gives in peace' },
    });
    const gone = load.changed.filter(({ stays }) => !stays);
    const changed = gone.map(({ step, count }) => ({
      at: keptOf(recording, 'changed-content'),
      got: `${step}: ${count} results unlike the one given before and after the load`,
      want: 'the same result under load as in peace',
      key: `changed ${step}`,
    }));
    return { seen: requestsIn(load), findings: [...found, ...changed] };
  },
});
