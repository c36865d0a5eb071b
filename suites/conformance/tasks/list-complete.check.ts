// A list that leaves tasks out loses them.

import { taskLives } from '../../artifacts/task-lives.ts';
import { taskOf } from '../../artifacts/task-stage.ts';

import type { Exchange } from '../../kernel/recording.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach, member, resultOf } from '../../kernel/look.ts';

function items(page: Exchange): readonly unknown[] {
  const tasks = resultOf(page)?.['tasks'];
  return Array.isArray(tasks) ? tasks : [];
}

/** Nothing of an audit's tasks takes as long. */
const LONG = 60_000;

export default check({
  title: 'tasks/list holds every task that tasks/get shows',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.list-contains-gettable', 'tasks.list-next-cursor', 'tasks.list-pagination'],
  why: 'After a restart of the client the list is all it has to find its tasks.',
  fix: 'List every live task of the requestor, over as many pages as it takes.',
  touch: 'probing',
  capability: 'tasks.list',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) => {
    const pages = lives.of('list');
    if (!pages.some(({ outcome }) => outcome === 'result'))
      return { seen: 0, findings: [], note: 'the server does not declare tasks.list' };
    const last = pages.at(-1) as Exchange;
    const listed = new Set(pages.flatMap((page) => items(page).map((task) => member(task, 'taskId'))));
    // One that is over, too, as long as tasks/get shows it and its time is not up.
    const shown = new Set(lives.of('get').map((exchange) => taskOf(exchange)?.['taskId']));
    const over = lives.of('create').filter((exchange) => {
      const task = taskOf(exchange);
      const ttl = task?.['ttl'];
      return shown.has(task?.['taskId']) && (ttl === null || (typeof ttl === 'number' && ttl >= LONG));
    });
    const alive = [...lives.of('create many'), ...over].flatMap((exchange) => {
      const id = taskOf(exchange)?.['taskId'];
      return typeof id === 'string' ? [{ id, exchange }] : [];
    });
    return judgeEach(
      alive,
      ({ id, exchange }) =>
        listed.has(id)
          ? undefined
          : {
              at: [at(last, 'result'), at(exchange)],
              got: 'a task that is not listed',
              want: 'every live task',
              key: 'missing',
            },
      'no call became a task',
    );
  },
});
