// What is offered without a declared capability stays invisible to clients that believe the declaration.

import { check } from '../../kernel/check.ts';
import { askUndeclared, judgeUndeclared } from '../lists/undeclared.ts';

export default check({
  title: 'A server that offers prompts declares the prompts capability',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['prompts.capability-declared', 'lifecycle.undeclared-feature-not-served'],
  why: 'Clients ask for prompts only where the capability is declared; what is offered beside it is never used, or used by clients that do not respect what was agreed.',
  fix: 'Declare `prompts` in the capabilities, or stop answering prompts/list.',
  touch: 'probing',
  needs: {},
  probe: (session) => askUndeclared(session, 'prompts'),
  judge: (_, look) => judgeUndeclared(look, 'prompts'),
});
