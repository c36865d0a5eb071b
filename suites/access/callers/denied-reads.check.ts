// Resources that the matrix denies to a caller: whoever asks for them by name must be refused.

import { check } from '../../kernel/check.ts';
import { deniedDone, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'Resources the matrix denies to a caller are neither read nor subscribed to',
  level: 'must',
  severity: 'high',
  revisions: { since: '2024-11-05' },
  requirements: ['resources.access-control'],
  why: 'A uri is a name, no key: it stands in logs, answers and other people’s notes.',
  fix: 'Decide on every resources/read and resources/subscribe by who asks, also for uris that were never listed to it.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) =>
    compared.facts === undefined ? nothing(NO_CALLERS) : deniedDone(compared, 'resource', false),
});
