// Prompts that the matrix denies to a caller: whoever asks for them by name must be refused.

import { check } from '../../kernel/check.ts';
import { deniedDone, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'Prompts the matrix denies to a caller are refused',
  level: 'must',
  severity: 'high',
  revisions: { since: '2024-11-05' },
  requirements: [],
  why: 'A prompt may hold internal wording, or embed resources of others.',
  fix: 'Decide on every prompts/get by who asks.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) =>
    compared.facts === undefined ? nothing(NO_CALLERS) : deniedDone(compared, 'prompt', false),
});
