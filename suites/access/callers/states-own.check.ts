// A half-finished request is finished by who began it.

import { check } from '../../kernel/check.ts';
import { at, judgeEach, resultOf } from '../../kernel/look.ts';
import { endedOf, paramsOf } from './steps.ts';
import { keyOf, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'The requestState of one caller is refused from another',
  level: 'must',
  severity: 'high',
  revisions: { since: '2026-07-28' },
  requirements: ['mrtr.state-bound-to-principal'],
  why: 'The state of a request travels through the client: sent by another, it goes on with the rights and the data of who began.',
  fix: 'Seal the subject into requestState and compare it with who sends it back.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    if (compared.facts === undefined) return nothing(NO_CALLERS);
    return judgeEach(
      compared.of('state').filter(({ exchange }) => endedOf(exchange) !== 'unclear'),
      ({ owner = '', caller, exchange }) =>
        endedOf(exchange) === 'served' && resultOf(exchange)?.['resultType'] !== 'input_required'
          ? {
              at: [at(exchange)],
              got: `${caller} finished a call that ${owner} had begun`,
              want: 'an error',
              key: keyOf(String(paramsOf(exchange)['name']), owner, 'to', caller),
            }
          : undefined,
      'no call that is allowed asks back with a requestState',
    );
  },
});
