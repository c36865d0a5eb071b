// Errors are read by a model and by whoever steers it: what they tell about the inside helps an attacker only.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { campaign } from '../campaign.ts';
import { judgeKind } from '../findings.ts';
import { errorOf, member, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'Errors tell nothing of the inside: no stack trace, source path, query or connection string',
  level: 'should',
  revisions: ALL,
  requirements: [],
  why: 'Stack traces, paths and queries name the code, the machine and the tables, to everybody who can send a wrong call.',
  fix: 'Write the details to the log and answer with a sentence that says which argument is wrong and what is expected.',
  tags: ['cwe:CWE-209'],
  touch: 'heavy',
  needs: { campaign },
  judge: (views) => {
    const { cases } = views.campaign;
    const errors = cases.filter((one) => errorOf(one) !== undefined || member(resultOf(one), 'isError') === true);
    return { ...judgeKind(views.campaign, 'internals', errors.length), note: 'no call gave an error' };
  },
});
