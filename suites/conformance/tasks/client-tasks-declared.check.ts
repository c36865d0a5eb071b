// A client that knows no tasks cannot run one for the server.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { judgeEach, member } from '../../kernel/look.ts';

const FOR: Readonly<Record<string, readonly [string, string]>> = {
  'sampling/createMessage': ['sampling', 'createMessage'],
  'elicitation/create': ['elicitation', 'create'],
};

export default check({
  title: 'The client is asked for a task only where it declared tasks',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.server-augments-only-if-declared'],
  why: 'A client without tasks ignores the wish or refuses the request; the server waits for a handle that never comes.',
  fix: 'Add params.task to a request only where tasks.requests of the client lists its method.',
  touch: 'probing',
  enabledBy: { known: 'elicits' },
  needs: { questions, dialogues },
  judge: ({ questions: asked }) =>
    judgeEach(
      asked.all.filter(({ method, clientCapabilities }) => {
        const [area, verb] = FOR[method] ?? [];
        const requests = member(member(clientCapabilities, 'tasks'), 'requests');
        return area !== undefined && member(member(requests, area), verb ?? '') === undefined;
      }),
      ({ params, place, key }) =>
        params['task'] === undefined
          ? undefined
          : { at: [place('params', 'task')], got: 'a wish for a task', want: 'a plain request', key },
      'the target asked its client for nothing',
    ),
});
