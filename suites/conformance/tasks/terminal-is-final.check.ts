// What was told as the end is the end.

import { taskLives } from '../../artifacts/task-lives.ts';
import { isTerminal, taskOf } from '../../artifacts/task-stage.ts';

import type { Exchange } from '../../kernel/recording.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, member } from '../../kernel/look.ts';

function byTask(polls: readonly Exchange[]): ReadonlyMap<unknown, readonly Exchange[]> {
  const map = new Map<unknown, Exchange[]>();
  for (const exchange of polls) {
    const id = member(member(exchange.sent.json, 'params'), 'taskId');
    map.set(id, [...(map.get(id) ?? []), exchange]);
  }
  return map;
}

export default check({
  title: 'A finished task does not change any more',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['tasks.terminal-is-final', 'tasks.valid-transitions', 'tasks.cancelled-stays'],
  why: 'Clients stop asking once a task is finished, and act on what they were told.',
  fix: 'Ignore what comes after the end: results of the work, cancellations, answers.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) => {
    const seen = [...byTask(lives.all.filter(({ method }) => method === 'tasks/get')).values()];
    return judgeEach(
      seen.filter((polls) => polls.some((exchange) => isTerminal(taskOf(exchange)?.['status']))),
      (polls) => {
        const first = polls.findIndex((exchange) => isTerminal(taskOf(exchange)?.['status']));
        const status = taskOf(polls[first] as Exchange)?.['status'];
        const later = polls
          .slice(first + 1)
          .find((exchange) => taskOf(exchange) !== undefined && taskOf(exchange)?.['status'] !== status);
        if (later === undefined) return undefined;
        return {
          at: [at(later, 'result', 'status'), at(polls[first])],
          got: `${brief(taskOf(later)?.['status'])} after ${brief(status)}`,
          want: brief(status),
          key: String(status),
        };
      },
      'no task was finished',
    );
  },
});
