// Converting "5" to 5 or dropping an unknown member is not ruled out, and hides mistakes of the caller all the same.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { campaign } from '../campaign.ts';
import { judgeKind } from '../findings.ts';
import { forbiddenCases } from '../forbidden-cases.ts';

export default check({
  title: 'Arguments of a convertible type, and members that are not named, are refused as the schema says',
  level: 'should',
  revisions: ALL,
  requirements: ['tools.inputs-validated'],
  why: 'A misspelt optional member that is dropped, or a text taken for a number, gives a wrong result without any sign of it.',
  fix: 'Validate strictly against the published inputSchema, or publish the schema of what is really accepted.',
  tags: ['cwe:CWE-20'],
  touch: 'heavy',
  needs: { campaign },
  judge: (views) => judgeKind(views.campaign, 'accepts-loose', forbiddenCases(views.campaign)),
});
