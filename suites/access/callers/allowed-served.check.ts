// What a caller should be able to do, it can.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { expected } from './expected.ts';
import { keyOf, nothing, refusedText } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'What the matrix allows is not refused',
  level: 'should',
  severity: 'medium',
  revisions: { since: '2024-11-05' },
  requirements: [],
  why: 'A right that does not work is worked around: with a shared account, or with the rights of an administrator.',
  fix: 'Grant it where rights are decided, or take it out of the matrix.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    const { facts } = compared;
    if (facts === undefined) return nothing(NO_CALLERS);
    const allowed = compared.doings.filter(
      ({ caller, thing, ended, denied }) =>
        (ended === 'served' || denied) && expected(facts, caller, thing) === 'allow',
    );
    return judgeEach(
      allowed,
      (doing) =>
        doing.denied
          ? {
              at: [at(doing.exchange)],
              got: refusedText(doing),
              want: 'an answer',
              key: keyOf(doing.caller, doing.step, doing.thing.name),
            }
          : undefined,
      'the matrix allows nothing that was tried: access: in the configuration',
    );
  },
});
