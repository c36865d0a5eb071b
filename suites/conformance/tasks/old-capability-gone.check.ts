// Two ways to say the same thing say two things.

import { taskLives } from '../../artifacts/task-lives.ts';
import { declaresTasks } from '../../artifacts/task-stage.ts';

import { check } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';

export default check({
  title: 'The capability of the older tasks is not advertised',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['tasks.no-legacy-capabilities'],
  why: 'A client that finds it uses the methods of the older revision, which are gone.',
  fix: 'Advertise the extension alone.',
  touch: 'probing',
  capability: 'tasks',
  needs: { taskLives },
  judge: (_, { recording }) => {
    const declared = declaresTasks(recording.capabilities, recording.era);
    const [discovered] = recording.exchanges.filter(({ method }) => method === 'server/discover');
    return {
      seen: declared ? 1 : 0,
      findings:
        declared && recording.capabilities['tasks'] !== undefined
          ? [
              {
                at: [at(discovered, 'result', 'capabilities', 'tasks')],
                got: 'capabilities.tasks',
                want: 'the extension alone',
                key: 'tasks',
              },
            ]
          : [],
      note: 'the extension is not advertised',
    };
  },
});
