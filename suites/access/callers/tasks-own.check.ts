// The handle of a task is no credential.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { endedOf, paramsOf } from './steps.ts';
import { keyOf, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'A task is not shown to another caller',
  level: 'must',
  severity: 'high',
  revisions: { since: '2025-11-25' },
  requirements: ['tasks.bound-to-auth-context'],
  why: 'Results of long work wait behind a handle; where it alone opens them, whoever learns it reads them.',
  fix: 'Bind a task to who created it and answer others as for a task that does not exist.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    if (compared.facts === undefined) return nothing(NO_CALLERS);
    const known = new Set(
      compared
        .of('own-task')
        .filter(({ exchange }) => endedOf(exchange) === 'served')
        .map(({ exchange }) => String(paramsOf(exchange)['taskId'])),
    );
    const foreign = compared
      .of('task')
      .filter(({ owner, exchange }) => owner !== undefined && known.has(String(paramsOf(exchange)['taskId'])));
    return judgeEach(
      foreign.filter(({ exchange }) => endedOf(exchange) !== 'unclear'),
      ({ owner = '', caller, exchange }) =>
        endedOf(exchange) === 'served'
          ? {
              at: [at(exchange)],
              got: `${caller} was shown a task of ${owner}`,
              want: 'an error, as for a task that does not exist',
              key: keyOf(owner, 'to', caller),
            }
          : undefined,
      'no call that is allowed became a task',
    );
  },
});
