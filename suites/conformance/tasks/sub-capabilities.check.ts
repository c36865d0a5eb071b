// Declared and served are the same.

import { taskLives } from '../../artifacts/task-lives.ts';

import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, isObject, judgeEach, member } from '../../kernel/look.ts';

export default check({
  title: 'tasks/list and tasks/cancel work exactly if declared',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.list-cancel-only-if-declared'],
  why: 'A client offers what is declared, and nothing else.',
  fix: 'Declare tasks.list and tasks.cancel where they work; answer -32601 where they do not.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }, { recording }) => {
    const declared = (name: string): boolean => isObject(member(recording.capabilities['tasks'], name));
    const asked = [
      ...(declared('list') ? lives.of('list') : []),
      ...(declared('cancel') ? lives.startingWith('unknown tasks/cancel') : []),
    ];
    return judgeEach(
      asked,
      (exchange) =>
        errorOf(exchange)?.code === -32601
          ? {
              at: [at(exchange)],
              got: `${exchange.method}: ${ending(exchange)}`,
              want: 'what is declared',
              key: exchange.method,
            }
          : undefined,
      'neither is declared, or no call became a task',
    );
  },
});
