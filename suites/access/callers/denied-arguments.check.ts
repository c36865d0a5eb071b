// Calls whose arguments the matrix denies: whoever asks for them by name must be refused.

import { check } from '../../kernel/check.ts';
import { deniedDone, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'Calls with arguments the matrix denies to a caller are refused',
  level: 'must',
  severity: 'high',
  revisions: { since: '2024-11-05' },
  requirements: [],
  why: 'One tool may read and destroy: where the right is about the argument (the verb of a statement, a path, a tenant), the name of the tool says nothing.',
  fix: 'Check the arguments by who asks after parsing them, not by searching their text: case, comments and a second statement must not get past.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) =>
    compared.facts === undefined ? nothing(NO_CALLERS) : deniedDone(compared, 'tool', true),
});
