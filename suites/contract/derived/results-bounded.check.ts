// An answer to a small question should not fill the context of the model that asked it.

import { check } from '../../kernel/check.ts';
import { at, judgeEach, resultOf } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { bytesOf } from '../answer.ts';
import { derivedCalls, oncePerKey } from '../derived-calls.ts';

/** About 25,000 tokens of English text, where common clients begin to cut results. */
const MOST = 100_000;

export default check({
  title: 'Answers to ordinary calls stay below 100 kB',
  level: 'advice',
  revisions: ALL,
  requirements: [],
  why: 'What does not fit is cut off by the client, or pushes the task itself out of the context.',
  fix: 'Return pages, summaries or a resource link, and let arguments ask for more.',
  touch: 'probing',
  enabledBy: { allow: true },
  needs: { derivedCalls },
  judge: ({ derivedCalls: { calls, note } }) =>
    oncePerKey(
      judgeEach(
        calls.filter(({ exchange }) => resultOf(exchange) !== undefined),
        ({ subject, exchange }) => {
          const bytes = bytesOf(exchange);
          if (bytes <= MOST) return undefined;
          const got = `${subject.name}: ${bytes} bytes`;
          return {
            at: [at(exchange, 'result')],
            got,
            want: `at most ${MOST} bytes for one call`,
            key: `${subject.name}.size`,
          };
        },
        note,
      ),
    ),
});
