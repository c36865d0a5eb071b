// A task outlives the request that made it, so it must outlive the choice of a replica too.

import { check } from '../kernel/check.ts';
import { ending, resultOf } from '../kernel/look.ts';
import { PER_REQUEST } from '../kernel/revision.ts';
import { part, places, taggedWith } from './tags.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

export default check({
  title: 'A task made on one replica is found on any other',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['tasks.durable-before-return'],
  why: 'The client polls with tasks/get, which lands anywhere; a task that lives in the memory of one replica is unknown on the rest, and its result is lost.',
  fix: 'Keep tasks in a store that all replicas share, and write there before the handle is returned.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const asked = [...taggedWith(recording, 'task/other/'), ...taggedWith(recording, 'task/own/')];
    const lost = asked.filter((exchange) => resultOf(exchange) === undefined);
    const [first] = lost;
    const finding = {
      at: places(lost),
      got: `${lost.length} of ${asked.length} tasks were not found${first === undefined ? '' : ` (${part(first, 3)}: ${ending(first)})`}`,
      want: 'the task, from every replica',
      key: 'lost',
    };
    return {
      seen: asked.length,
      findings: lost.length > 0 ? [finding] : [],
      note: 'no call that is allowed makes a task',
    };
  },
});
