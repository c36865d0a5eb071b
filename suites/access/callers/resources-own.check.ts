// What is listed to one caller alone is not read by another.

import { check } from '../../kernel/check.ts';
import { judgeEach } from '../../kernel/look.ts';
import { listedBy, wasListed } from './doing.ts';
import { expected } from './expected.ts';
import { nothing, servedFinding } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'Resources that are listed to others alone are not read',
  level: 'should',
  severity: 'high',
  revisions: { since: '2024-11-05' },
  requirements: ['resources.access-control'],
  why: 'A uri is a name, no key: whoever guesses or finds it must not read what is not his.',
  fix: 'Decide on every resources/read by who asks, with the rights that filter the list.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    const { facts, asked, doings } = compared;
    if (facts === undefined) return nothing(NO_CALLERS);
    const reads = doings.filter(({ thing, ended }) => thing.kind === 'resource' && ended !== 'unclear');
    const foreign = reads.filter(
      ({ caller, thing, step }) =>
        step === 'read' &&
        facts.callers.some(({ name }) => name === caller) &&
        wasListed(asked, caller, 1) &&
        expected(facts, caller, thing) !== 'allow' &&
        !listedBy(asked, caller, 1).some(({ kind, name }) => kind === 'resource' && name === thing.name) &&
        reads.some((one) => one.caller !== caller && one.thing.name === thing.name && one.ended === 'served'),
    );
    return judgeEach(
      foreign,
      (doing) =>
        doing.ended === 'served' ? servedFinding(doing, 'an error: it is not listed to this caller') : undefined,
      'all callers are shown the same resources',
    );
  },
});
