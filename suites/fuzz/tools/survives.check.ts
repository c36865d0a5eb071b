// A call must not end the process that all other calls depend on.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { campaign } from '../campaign.ts';
import { judgeKind } from '../findings.ts';

export default check({
  title: 'No arguments of a tool call end the server',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'One call that ends the process ends the session of everybody who shares it, and an agent can be made to send it.',
  fix: 'Catch what the tool throws and answer with isError; check the arguments named in the finding before they are used.',
  severity: 'critical',
  tags: ['cwe:CWE-248'],
  touch: 'heavy',
  needs: { campaign },
  judge: (views) => judgeKind(views.campaign, 'crash'),
});
