// Over stdio credentials come from the environment: there is nobody to show a challenge to.

import { messages, placeOf } from '../../artifacts/messages.ts';
import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';

const CHALLENGE = /\bWWW-Authenticate\b|\bBearer (?:token|realm|error)\b|\bresource_metadata\b/iu;

export default check({
  title: 'Over stdio nobody asks for a Bearer token',
  level: 'should',
  revisions: { since: '2026-07-28' },
  transports: ['stdio'],
  requirements: ['authorization.not-over-stdio'],
  why: 'A client has no channel to authorize on; the server stays closed for good.',
  fix: 'Take credentials from the environment or a file of the user.',
  touch: 'passive',
  needs: { messages, tools },
  judge: ({ messages: seen }) =>
    judgeEach(
      seen.responses.filter(({ revision }) => revision === '2026-07-28'),
      (response) => {
        const error = JSON.stringify(member(response.message, 'error') ?? '');
        return CHALLENGE.test(error)
          ? {
              at: [placeOf(response, '/error')],
              got: brief(error, 120),
              want: 'no challenge',
              key: response.method ?? '',
            }
          : undefined;
      },
    ),
});
