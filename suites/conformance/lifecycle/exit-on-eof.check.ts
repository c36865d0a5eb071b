// Closing its input is how a stdio server is told to go.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { awaitEndings, endings, exited } from '../../artifacts/endings.ts';
import { EXIT_PATIENCE } from '../../artifacts/exit-patience.ts';

export default check({
  title: 'The process exits when its standard input is closed',
  level: 'should',
  revisions: ALL,
  transports: ['stdio'],
  requirements: ['lifecycle.stdio-exit-on-eof', 'lifecycle.server-may-close-stdio', 'stdio.exit-on-eof'],
  why: 'A server that outlives its client piles up as an orphan process each time a client restarts.',
  fix: 'Exit when stdin ends (in Node: process.stdin.on("end", …) and no timer or socket left that keeps the process alive).',
  touch: 'probing',
  isolation: 'main',
  needs: { endings },
  probe: (session, { endings: all }) => awaitEndings(session, all, 'eof'),
  judge: ({ endings: { of } }) =>
    judgeEach(
      of('eof'),
      (ending) =>
        exited(ending)
          ? undefined
          : {
              at: [at(ending.exchange)],
              got: `still running ${EXIT_PATIENCE} ms after the end of its input`,
              want: 'an exit by itself',
              key: ending.what,
            },
      'no process was ended by closing its input',
    ),
});
