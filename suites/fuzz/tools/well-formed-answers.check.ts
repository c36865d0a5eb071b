// Odd arguments must not make the answer itself odd: clients read it by the wire shapes of the revision.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { campaign } from '../campaign.ts';
import { judgeKind } from '../findings.ts';

export default check({
  title: 'Answers to tool calls keep the shape of the protocol, whatever the arguments',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.call-tool-result'],
  why: 'A client that reads results by the specification fails on an answer without content, with a wrong id or of broken JSON.',
  fix: 'Build every answer with a JSON serializer and one function that fills in content, also on the error paths.',
  touch: 'heavy',
  needs: { campaign },
  judge: (views) => judgeKind(views.campaign, 'protocol'),
});
