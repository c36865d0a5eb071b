// Tools that the matrix denies to a caller: whoever asks for them by name must be refused.

import { check } from '../../kernel/check.ts';
import { deniedDone, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'Tools the matrix denies to a caller refuse its calls',
  level: 'must',
  severity: 'high',
  revisions: { since: '2024-11-05' },
  requirements: ['tools.access-control'],
  why: 'A tool that is only left out of a list, or guarded in the client, is open to whoever writes the request by hand.',
  fix: 'Decide on every tools/call by who asks, in the server or gateway, before the tool runs.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) =>
    compared.facts === undefined ? nothing(NO_CALLERS) : deniedDone(compared, 'tool', false),
});
