// Where nobody has a name, everybody sees everything.

import { taskLives } from '../../artifacts/task-lives.ts';

import { check } from '../../kernel/check.ts';
import { at, isObject, member } from '../../kernel/look.ts';

export default check({
  title: 'tasks/list is not offered where requestors cannot be told apart',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['tasks.no-list-without-identity'],
  why: 'Without credentials the list shows the tasks of all clients to each of them.',
  fix: 'Declare tasks.list with authorization only, or bind tasks to the session.',
  touch: 'probing',
  capability: 'tasks',
  needs: { taskLives },
  judge: ({ taskLives: lives }, { recording }) => {
    const open = !recording.facts.credentials && recording.facts.authorization !== true;
    if (!isObject(recording.capabilities['tasks']) || !open)
      return { seen: 0, findings: [], note: 'tasks are not declared, or credentials are needed' };
    const [shown] = lives.of('list');
    const offered = isObject(member(recording.capabilities['tasks'], 'list'));
    return {
      seen: 1,
      findings: offered
        ? [
            {
              at: [
                at(
                  shown ?? recording.exchanges[0],
                  ...(shown === undefined ? ['result', 'capabilities', 'tasks', 'list'] : []),
                ),
              ],
              got: 'tasks.list without authorization',
              want: 'no list, or credentials',
              key: 'list',
            },
          ]
        : [],
    };
  },
});
