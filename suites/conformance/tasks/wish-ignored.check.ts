// A wish for a task that cannot be met is no reason to refuse the call.
//
// The text says MUST, but the stimulus goes against a SHOULD on the side of the client (basic/utilities/tasks, 2025-11-25:
// augment only what was declared), and the SDKs of this revision refuse it: reported, and no failure.

import { taskLives } from '../../artifacts/task-lives.ts';
import { acceptsTaskCalls } from '../../artifacts/task-stage.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Without the capability a task wish is ignored, and the call answered',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.augmentation-ignored-if-undeclared'],
  why: 'A client that always wishes for a task gets no answer from a server that knows none.',
  fix: 'Leave params.task alone where tasks.requests.tools.call is not declared, and answer as usual.',
  touch: 'probing',
  enabledBy: { allow: true },
  needs: { taskLives },
  judge: ({ taskLives: lives }, { recording }) =>
    judgeEach(
      acceptsTaskCalls(recording.capabilities) || lives.of('plain')[0]?.outcome !== 'result'
        ? []
        : lives.of('undeclared create'),
      (exchange) =>
        exchange.outcome === 'error'
          ? { at: [at(exchange)], got: ending(exchange), want: 'the result that comes without task', key: 'refused' }
          : undefined,
      'tasks are declared, or no tool may be called',
    ),
});
