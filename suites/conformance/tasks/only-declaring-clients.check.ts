// A handle is nothing to a client that does not know tasks.

import { taskLives } from '../../artifacts/task-lives.ts';

import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, member, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';

/** The same call without the task parameter, by the tag of the one with it. */
const WITHOUT: Readonly<Record<string, string>> = {
  'plain with task': 'plain',
  'create undeclared with task': 'create undeclared',
};

const sameCall = (one: Exchange, other: Exchange): boolean => {
  const [first, second] = [one, other].map(({ sent }) => member(sent.json, 'params'));
  return ['name', 'arguments'].every(
    (key) => JSON.stringify(member(first, key)) === JSON.stringify(member(second, key)),
  );
};

export default check({
  title: 'Only requests that declare the extension get tasks',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: [
    'tasks.only-for-declaring-clients',
    'tasks.legacy-task-param-ignored',
    'tasks.required-task-error',
    'lifecycle.extension-fallback',
  ],
  why: 'A client without the extension takes the handle for the result.',
  fix: 'Look at the capabilities of each request; serve plainly, or answer -32021 where only a task will do.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) =>
    judgeEach(
      ['create undeclared', 'create undeclared with task', 'plain with task']
        .flatMap((tag) => lives.of(tag))
        .filter(({ outcome }) => outcome === 'result' || outcome === 'error'),
      (exchange) => {
        const task = resultOf(exchange)?.['resultType'] === 'task' || resultOf(exchange)?.['taskId'] !== undefined;
        if (task)
          return {
            at: [at(exchange, 'result')],
            got: 'a task',
            want: 'a result, or error -32021',
            key: exchange.tag ?? '',
          };
        const without = WITHOUT[exchange.tag ?? ''];
        const plain = without === undefined ? undefined : lives.of(without).find((one) => sameCall(one, exchange));
        if (without !== undefined)
          return exchange.outcome === 'error' && plain?.outcome === 'result'
            ? {
                at: [at(exchange)],
                got: ending(exchange),
                want: 'the result that comes without task',
                key: 'task parameter',
              }
            : undefined;
        const code = errorOf(exchange)?.code;
        return code === undefined || code === -32021
          ? undefined
          : { at: [at(exchange)], got: ending(exchange), want: 'a result, or error -32021', key: 'refused' };
      },
      'no call became a task',
    ),
});
