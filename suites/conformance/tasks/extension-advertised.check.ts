// An extension that works unseen is used by nobody, or by surprise.

import { taskLives } from '../../artifacts/task-lives.ts';
import { declaresTasks } from '../../artifacts/task-stage.ts';

import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'Whoever serves tasks advertises the extension',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['tasks.capability-advertised-when-used'],
  why: 'Clients look into the discovery result before they ask for tasks.',
  fix: 'Put io.modelcontextprotocol/tasks into capabilities.extensions of server/discover.',
  touch: 'probing',
  needs: { taskLives },
  judge: ({ taskLives: lives }, { recording }) => {
    const used = lives.all.filter(
      (exchange) =>
        (exchange.tag === 'unknown tasks/get' &&
          (errorOf(exchange)?.code === -32602 || exchange.outcome === 'result')) ||
        resultOf(exchange)?.['resultType'] === 'task',
    );
    const declared = declaresTasks(recording.capabilities, recording.era);
    return {
      seen: lives.all.length,
      findings: declared
        ? []
        : used.slice(0, 1).map((exchange) => ({
            at: [at(exchange)],
            got: `${exchange.method}: ${ending(exchange)}`,
            want: 'the extension in the discovery result',
            key: 'unadvertised',
          })),
    };
  },
});
