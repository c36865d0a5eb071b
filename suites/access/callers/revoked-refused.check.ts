// Withdrawn credentials open nothing.

import { check } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import { endedOf } from './steps.ts';
import { nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'Callers whose credentials were withdrawn are refused everything',
  level: 'must',
  severity: 'critical',
  revisions: { since: '2024-11-05' },
  transports: ['streamable-http', 'http-sse'],
  requirements: [],
  why: 'People leave and keys leak: a withdrawal that takes no effect is none.',
  fix: 'Check expiry and revocation on every request, by introspection or short lifetimes, not once at start.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    const { facts, asked } = compared;
    if (facts === undefined) return nothing(NO_CALLERS);
    const revoked = new Set(facts.callers.filter((one) => one.revoked === true).map(({ name }) => name));
    const theirs = asked.filter(({ caller, exchange }) => revoked.has(caller) && endedOf(exchange) !== 'unclear');
    const served = theirs.filter(({ exchange }) => endedOf(exchange) === 'served');
    return {
      seen: theirs.length,
      findings: [...revoked].flatMap((name) => {
        const own = served.filter(({ caller }) => caller === name);
        return own.length === 0
          ? []
          : [
              {
                at: own.slice(0, 3).map(({ exchange }) => at(exchange)),
                got: `${own.length} requests of ${name} were served, ${own[0]?.exchange.method ?? ''} first`,
                want: '401 for all of them',
                key: name,
              },
            ];
      }),
      note: 'no caller is marked as revoked: callers.<name>.revoked in the configuration',
    };
  },
});
