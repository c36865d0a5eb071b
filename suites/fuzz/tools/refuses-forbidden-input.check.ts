// A tool's inputSchema is a promise of what it checks; arguments that it forbids must be refused.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { campaign } from '../campaign.ts';
import { judgeKind } from '../findings.ts';
import { forbiddenCases } from '../forbidden-cases.ts';

export default check({
  title: 'Arguments that a tool’s inputSchema forbids are refused',
  level: 'must',
  revisions: ALL,
  requirements: ['tools.inputs-validated'],
  why: 'What is accepted against the schema is acted on unchecked; models do send such arguments.',
  fix: 'Validate arguments against the published inputSchema before the tool runs, and answer with isError naming the argument.',
  tags: ['cwe:CWE-20'],
  touch: 'heavy',
  needs: { campaign },
  judge: (views) => judgeKind(views.campaign, 'accepts', forbiddenCases(views.campaign)),
});
