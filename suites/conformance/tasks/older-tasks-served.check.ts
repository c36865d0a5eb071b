// A server that learned the extension still has clients that know the experiment.

import { taskLives } from '../../artifacts/task-lives.ts';
import { taskOf } from '../../artifacts/task-stage.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach } from '../../kernel/look.ts';
import { eraOf } from '../../kernel/revision.ts';

const GONE = -32601;

export default check({
  title: 'Tasks created under 2025-11-25 are still served by a target that speaks the newer revision too',
  level: 'should',
  // The demand stands in the later text and is about sessions of the earlier revision.
  revisions: { since: '2025-11-25' },
  requirements: ['tasks.legacy-tasks-still-served'],
  why: 'A client that holds a handle loses its work with the upgrade of the server.',
  fix: 'Keep tasks/get and tasks/cancel in sessions of 2025-11-25 as long as tasks can be created there.',
  touch: 'probing',
  capability: 'tasks',
  needs: { taskLives },
  judge: ({ taskLives: lives }, { recording }) => {
    const both = recording.facts.speaks.some((revision) => eraOf(revision) === 'per-request');
    const handles = ['create', 'create to cancel'].flatMap((tag) => lives.of(tag)).filter((one) => taskOf(one));
    const asked =
      recording.revision === '2025-11-25' && both && handles.length > 0
        ? [...lives.of('get'), ...lives.of('cancel')].filter(({ response }) => response !== undefined)
        : [];
    return judgeEach(
      asked,
      (exchange) =>
        errorOf(exchange)?.code === GONE
          ? { at: [at(exchange)], got: ending(exchange), want: 'the task', key: exchange.method }
          : undefined,
      'the target has no tasks of both kinds',
    );
  },
});
