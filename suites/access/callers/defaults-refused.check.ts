// Credentials that everybody knows open nothing.

import { check } from '../../kernel/check.ts';
import { at, judgeEach, resultOf } from '../../kernel/look.ts';
import { ANONYMOUS } from './expected.ts';
import { endedOf } from './steps.ts';
import { INHERENT, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'Default credentials are refused',
  level: 'must',
  severity: 'critical',
  revisions: { since: '2024-11-05' },
  transports: ['streamable-http', 'http-sse'],
  requirements: [],
  why: 'Scanners try admin:admin and the tokens of examples before anything else; “Bearer undefined” comes from clients whose variable is not set.',
  fix: 'Remove built-in accounts and example tokens, and refuse to start without credentials of your own.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  applies: (_views, { facts }) => (facts.inherent === true ? { kind: 'nothing-to-judge', note: INHERENT } : undefined),
  judge: ({ callers: compared }) => {
    if (compared.facts === undefined) return nothing(NO_CALLERS);
    const open = compared.asked.some(
      ({ step, caller, exchange }) => step === 'list1' && caller === ANONYMOUS && resultOf(exchange) !== undefined,
    );
    if (open) return nothing('what needs no credentials accepts any');
    return judgeEach(
      compared.of('default').filter(({ exchange }) => endedOf(exchange) !== 'unclear'),
      ({ caller, exchange }) =>
        endedOf(exchange) === 'served'
          ? { at: [at(exchange)], got: `${exchange.method} was answered to ${caller}`, want: '401', key: caller }
          : undefined,
    );
  },
});
