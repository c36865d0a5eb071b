// What wants a scope is refused to a token without it.

import { check } from '../../kernel/check.ts';
import { judgeEach } from '../../kernel/look.ts';
import { scopesFor } from './expected.ts';
import { nothing, servedFinding } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'Scopes bind: what wants one is refused to tokens without it',
  level: 'must',
  severity: 'high',
  revisions: { since: '2024-11-05' },
  requirements: [],
  why: 'A scope that nobody checks is decoration: a token made to read little may do everything.',
  fix: 'Check the scopes of the token before each call and read; answer 403 with insufficient_scope.',
  tags: ['owasp:MCP02', 'owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    const { facts } = compared;
    if (facts === undefined) return nothing(NO_CALLERS);
    const lacking = compared.doings.flatMap((doing) => {
      const scopes = facts.callers.find(({ name }) => name === doing.caller)?.scopes;
      const missing = scopes && scopesFor(facts, doing.thing).find((scope) => !scopes.includes(scope));
      return missing === undefined || doing.ended === 'unclear' ? [] : [{ doing, missing }];
    });
    return judgeEach(
      lacking,
      ({ doing, missing }) =>
        doing.ended === 'served' ? servedFinding(doing, `403: its token has no scope ${missing}`) : undefined,
      'nothing is said of scopes (access.scopes), or every token has them all',
    );
  },
});
