// Only three methods can be answered with a question.

import { messages, placeOf } from '../../artifacts/messages.ts';
import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import { judgeEach, member } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const ASKING: ReadonlySet<string> = new Set(['tools/call', 'prompts/get', 'resources/read']);

export default check({
  title: 'input_required is the result of tools/call, prompts/get and resources/read alone',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['mrtr.only-supported-methods'],
  why: 'Clients do not look for questions elsewhere, and cannot repeat a request that has no retry.',
  fix: 'Return complete results from all other methods.',
  touch: 'probing',
  needs: { messages, tools },
  judge: ({ messages: seen }) =>
    judgeEach(
      seen.responses.filter(
        ({ kind, method, revision }) =>
          kind === 'result' && revision === '2026-07-28' && method !== undefined && !ASKING.has(method),
      ),
      (response) =>
        member(member(response.message, 'result'), 'resultType') === 'input_required'
          ? {
              at: [placeOf(response, '/result/resultType')],
              got: `input_required for ${response.method ?? ''}`,
              want: 'a complete result',
              key: response.method ?? '',
            }
          : undefined,
    ),
});
