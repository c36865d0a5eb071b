// The line break is what ends a message, so none may stand inside one.

import { check } from '../../kernel/check.ts';
import { atFrame, brief } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { stdoutLines } from '../../artifacts/stdout-lines.ts';

export default check({
  title: 'Each message is written on one line',
  level: 'must',
  revisions: ALL,
  transports: ['stdio'],
  requirements: ['stdio.newline-delimited', 'stdio.no-embedded-newlines'],
  why: 'A client reads line by line: of a message over several lines it understands none.',
  fix: 'Serialise without indentation and end each message with a single line break.',
  touch: 'passive',
  needs: { stdoutLines },
  judge: ({ stdoutLines: { seen, broken } }) => ({
    seen,
    findings: broken.slice(0, 1).map((lines) => ({
      at: lines.slice(0, 1).map((line) => atFrame(line)),
      got: `a message over ${lines.length} lines, from ${brief(lines[0]?.raw, 60)}`,
      want: 'one line for each message',
      key: 'broken',
    })),
  }),
});
