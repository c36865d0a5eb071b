// An annotation is a promise that clients act on without asking: here it is tried, on what can be seen from outside.

import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import { judgeWatched, tested, watchCalls } from '../visible-state.ts';

const CALLS = 3;

export default check({
  title: 'A tool with idempotentHint changes nothing more when it is called again',
  level: 'must',
  revisions: { since: '2025-03-26' },
  requirements: [],
  why: 'Clients call idempotent tools again after a timeout; the second call must not do the work twice.',
  fix: 'Recognise the repeated call by its arguments, or take idempotentHint away.',
  touch: 'probing',
  isolation: 'alone',
  enabledBy: { allow: true },
  needs: { tools },
  applies: (views, recording) =>
    tested(views.tools, recording.facts.callable, 'idempotentHint').length > 0
      ? undefined
      : { kind: 'nothing-to-judge', note: 'no tool with idempotentHint may be called' },
  probe: (session, views) => watchCalls(session, views.tools, 'idempotentHint', CALLS),
  judge: (views, look) => judgeWatched(views.tools, look.recording.facts.callable, 'idempotentHint', 2, CALLS, look),
});
