// An annotation is a promise that clients act on without asking: here it is tried, on what can be seen from outside.

import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import { judgeWatched, tested, watchCalls } from '../visible-state.ts';

const CALLS = 2;

export default check({
  title: 'A tool with readOnlyHint changes nothing that can be seen',
  level: 'must',
  revisions: { since: '2025-03-26' },
  requirements: [],
  why: 'Clients call read-only tools without asking anybody, as often as they like.',
  fix: 'Correct the annotation, or take the side effect out of the tool.',
  touch: 'probing',
  isolation: 'alone',
  enabledBy: { allow: true },
  needs: { tools },
  applies: (views, recording) =>
    tested(views.tools, recording.facts.callable, 'readOnlyHint').length > 0
      ? undefined
      : { kind: 'nothing-to-judge', note: 'no tool with readOnlyHint may be called' },
  probe: (session, views) => watchCalls(session, views.tools, 'readOnlyHint', CALLS),
  judge: (views, look) => judgeWatched(views.tools, look.recording.facts.callable, 'readOnlyHint', 1, CALLS, look),
});
