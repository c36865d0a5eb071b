// What a caller is not shown, it cannot do either.

import { check } from '../../kernel/check.ts';
import { judgeEach } from '../../kernel/look.ts';
import { listedBy, wasListed } from './doing.ts';
import { expected } from './expected.ts';
import { nothing, servedFinding } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'Tools and prompts that are listed to others alone are refused',
  level: 'should',
  severity: 'high',
  revisions: { since: '2024-11-05' },
  requirements: [],
  why: 'A list that is filtered looks like a right that is enforced; the request by name shows whether it is.',
  fix: 'Decide calls by the same rights that filter the lists; answer as for a name that does not exist.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    const { facts, asked, doings } = compared;
    if (facts === undefined) return nothing(NO_CALLERS);
    const shown = new Map(
      facts.callers.map(({ name }) => [name, wasListed(asked, name, 1) ? listedBy(asked, name, 1) : undefined]),
    );
    const hidden = doings.filter(({ caller, thing, step, ended }) => {
      const own = shown.get(caller);
      const inKind = step === 'call' || step === 'prompt';
      return (
        inKind &&
        own !== undefined &&
        ended !== 'unclear' &&
        expected(facts, caller, thing) !== 'allow' &&
        !own.some(({ kind, name }) => kind === thing.kind && name === thing.name)
      );
    });
    return judgeEach(
      hidden,
      (doing) =>
        doing.ended === 'served' ? servedFinding(doing, 'a refusal: it is not listed to this caller') : undefined,
      'all callers are shown the same tools and prompts',
    );
  },
});
