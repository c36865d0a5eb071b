// A tool that throws on valid arguments should say so in a result that the model can read.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { campaign } from '../campaign.ts';
import { judgeKind } from '../findings.ts';

export default check({
  title: 'Valid arguments never give an internal error of the protocol',
  level: 'should',
  revisions: ALL,
  requirements: ['tools.execution-error-in-result', 'tools.execution-errors-in-result'],
  why: 'Clients need not show protocol errors to the model: it cannot learn from them what to change.',
  fix: 'Catch what the tool throws and answer with a result that has isError true and says what went wrong.',
  touch: 'heavy',
  needs: { campaign },
  judge: (views) => judgeKind(views.campaign, 'raised'),
});
