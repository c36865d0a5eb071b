// Tools say whether they run as tasks.

import { taskLives } from '../../artifacts/task-lives.ts';
import { refusedWith } from '../../artifacts/task-verdicts.ts';

import { check } from '../../kernel/check.ts';
import { at, isObject, judgeEach, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'taskSupport decides how a tool is called',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.required-tool-32601', 'tasks.create-result', 'schema.create-task-result'],
  why: 'A tool that must run as a task blocks the client when it is called plainly.',
  fix: 'Refuse a plain call of a tool with taskSupport required with -32601, and answer a call with task by { task }.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) => {
    const plain = refusedWith(lives.of('required plain'), [-32601, -32600], 'no callable tool runs as a task only');
    const wished = judgeEach(
      lives.of('create').filter((exchange) => resultOf(exchange) !== undefined),
      (exchange) =>
        isObject(resultOf(exchange)?.['task'])
          ? undefined
          : { at: [at(exchange, 'result')], got: 'a result without a task', want: 'a task', key: 'no task' },
    );
    const seen = plain.seen + wished.seen;
    return { ...plain, seen, findings: [...plain.findings, ...wished.findings] };
  },
});
