// What is offered without a declared capability stays invisible to clients that believe the declaration.

import { check } from '../../kernel/check.ts';
import { askUndeclared, judgeUndeclared } from '../lists/undeclared.ts';

export default check({
  title: 'A server that offers tools declares the tools capability',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['tools.capability-declared', 'lifecycle.undeclared-feature-not-served'],
  why: 'Clients ask for tools only where the capability is declared; what is offered beside it is never used, or used by clients that do not respect what was agreed.',
  fix: 'Declare `tools` in the capabilities, or stop answering tools/list.',
  touch: 'probing',
  needs: {},
  probe: (session) => askUndeclared(session, 'tools'),
  judge: (_, look) => judgeUndeclared(look, 'tools'),
});
