// A result that arrives late must say what it belongs to.

import { taskLives } from '../../artifacts/task-lives.ts';
import { RELATED } from '../../artifacts/task-stage.ts';
import { eachResult } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';
import { brief, member } from '../../kernel/look.ts';

export default check({
  title: 'tasks/result names its task in _meta',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.result-related-task'],
  why: 'Nothing else in the result says which task it is of.',
  fix: 'Put _meta["io.modelcontextprotocol/related-task"].taskId into the result.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    eachResult(
      [...lives.of('result'), ...lives.of('result early')],
      (result, exchange) => {
        const asked = member(member(exchange.sent.json, 'params'), 'taskId');
        const named = member(member(result['_meta'], RELATED), 'taskId');
        return named === asked ? undefined : [brief(named ?? 'no related task'), brief(asked)];
      },
      'no task was finished',
    ),
});
