// A server that is still running ends on SIGTERM, so that nobody needs SIGKILL.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { awaitEndings, endings, exited } from '../../artifacts/endings.ts';
import { EXIT_PATIENCE } from '../../artifacts/exit-patience.ts';

export default check({
  title: 'The process exits on SIGTERM',
  level: 'should',
  revisions: STATEFUL,
  transports: ['stdio'],
  requirements: ['lifecycle.stdio-exit-on-sigterm', 'lifecycle.server-may-close-stdio'],
  why: 'Clients follow a closed input with SIGTERM; a server that ignores it is killed and loses whatever it held.',
  fix: 'Leave SIGTERM to its default, or end the process in the handler.',
  touch: 'probing',
  isolation: 'main',
  needs: { endings },
  probe: (session, { endings: all }) => awaitEndings(session, all, 'sigterm'),
  judge: ({ endings: { of } }) =>
    judgeEach(
      of('sigterm'),
      (ending) =>
        exited(ending)
          ? undefined
          : {
              at: [at(ending.exchange)],
              got: `still running ${EXIT_PATIENCE} ms after SIGTERM`,
              want: 'an exit',
              key: 'survives',
            },
      'no process was ended with SIGTERM',
    ),
});
