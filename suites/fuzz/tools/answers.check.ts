// A call that is never answered blocks the agent that made it.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { campaign } from '../campaign.ts';
import { judgeKind } from '../findings.ts';

export default check({
  title: 'Every tool call is answered, whatever its arguments',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'A call without an answer blocks the agent until it times out, and may block every other call of the process.',
  fix: 'Bound the work the arguments ask for, and answer with isError where it cannot be done in time.',
  tags: ['cwe:CWE-400', 'cwe:CWE-835'],
  touch: 'heavy',
  needs: { campaign },
  judge: (views) => judgeKind(views.campaign, 'hang'),
});
