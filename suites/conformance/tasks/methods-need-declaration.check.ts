// What was not declared is missing, and the error says what.

import { taskLives } from '../../artifacts/task-lives.ts';
import { declaresTasks, EXTENSION } from '../../artifacts/task-stage.ts';

import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach, member, refusedOutside } from '../../kernel/look.ts';
import { eraOf } from '../../kernel/revision.ts';

export default check({
  title: 'Tasks methods of a client that does not declare the extension get -32021',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: [
    'tasks.methods-need-declaration',
    'tasks.required-task-error-data',
    'tasks.legacy-capability-not-enough',
    'tasks.listen-needs-declaration',
  ],
  why: 'The client learns from the error what to declare.',
  fix: 'Answer -32021 with data.requiredCapabilities.extensions naming io.modelcontextprotocol/tasks.',
  touch: 'probing',
  capability: 'tasks',
  needs: { taskLives },
  judge: ({ taskLives: lives }, { recording }) => {
    const declared = declaresTasks(recording.capabilities, recording.era);
    // Only who serves the experiment of 2025-11-25 too may look an id up among its tasks (SEP-2663, backward compatibility).
    const servesOld = recording.facts.speaks.some((revision) => eraOf(revision) === 'initialize');
    const bare = lives
      .startingWith('undeclared ')
      .filter((exchange) => !(exchange.tag === 'undeclared listen' && errorOf(exchange)?.code === -32601));
    return judgeEach(
      declared ? [...bare, ...lives.of('legacy tasks/get')].filter((exchange) => !refusedOutside(exchange)) : [],
      (exchange) => {
        const error = errorOf(exchange);
        const key = exchange.tag ?? '';
        if (exchange.tag === 'legacy tasks/get' && error?.code === -32602 && servesOld) return undefined;
        if (error?.code !== -32021) return { at: [at(exchange)], got: ending(exchange), want: 'error -32021', key };
        const named = member(member(member(error.data, 'requiredCapabilities'), 'extensions'), EXTENSION);
        return named === undefined
          ? {
              at: [at(exchange, 'error')],
              got: 'an error that does not name the extension',
              want: `data.requiredCapabilities.extensions["${EXTENSION}"]`,
              key: `${key} data`,
            }
          : undefined;
      },
      'the extension is not advertised',
    );
  },
});
