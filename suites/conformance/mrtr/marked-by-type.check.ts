// A client looks at resultType to know whether it is done.

import { messages, placeOf } from '../../artifacts/messages.ts';
import { mrtrRounds } from '../../artifacts/mrtr-rounds.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const ASKING: ReadonlySet<string> = new Set(['tools/call', 'prompts/get', 'resources/read']);

const asks = (result: unknown): boolean =>
  member(result, 'resultType') === 'input_required' ||
  ['inputRequests', 'requestState'].some((name) => member(result, name) !== undefined);

export default check({
  title: 'What asks for input is marked input_required, and nothing else is',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['mrtr.result-type', 'mrtr.not-empty'],
  why: 'A client that reads complete shows the question as a result; one that reads input_required and finds nothing to do is stuck.',
  fix: 'Send resultType input_required with inputRequests, requestState or both; and these members with no other type.',
  touch: 'probing',
  enabledBy: { known: 'input-required' },
  needs: { messages, mrtrRounds },
  judge: ({ messages: seen }) =>
    judgeEach(
      seen.responses.filter(
        ({ kind, method, message, revision }) =>
          kind === 'result' && revision === '2026-07-28' && ASKING.has(method ?? '') && asks(member(message, 'result')),
      ),
      (response) => {
        const result = member(response.message, 'result');
        const type = member(result, 'resultType');
        const holds = ['inputRequests', 'requestState'].filter((name) => member(result, name) !== undefined);
        if (type === 'input_required' && holds.length > 0) return undefined;
        const got =
          holds.length === 0
            ? 'input_required and nothing to answer'
            : `${holds.join(' and ')} with resultType ${brief(type)}`;
        return {
          at: [placeOf(response, '/result')],
          got,
          want: 'resultType input_required with inputRequests or requestState',
          key: response.method ?? '',
        };
      },
      'no call asked for input',
    ),
});
