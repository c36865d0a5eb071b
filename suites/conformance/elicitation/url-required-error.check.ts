// The error code that means "open a page first" is of use only where the pages are listed.

import { dialogues } from '../../artifacts/dialogues.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { toolCalls } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';

const isPage = (each: unknown): boolean =>
  member(each, 'mode') === 'url' &&
  ['elicitationId', 'url', 'message'].every((name) => typeof member(each, name) === 'string');

export default check({
  title: 'Error -32042 lists the pages to open, each in url mode with its id',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['elicitation.error-32042-only-for-url', 'elicitation.error-32042-lists'],
  why: 'The client opens what is listed and tries again; without the list there is nothing it could do.',
  fix: 'Send error.data.elicitations with mode url, elicitationId, url and message for each page; use other codes for other errors.',
  touch: 'probing',
  enabledBy: { known: 'elicits' },
  needs: { messages, toolCalls, dialogues },
  judge: ({ messages: seen }) =>
    judgeEach(
      seen.responses.filter(({ message }) => member(member(message, 'error'), 'code') === -32042),
      (response) => {
        const listed = member(member(member(response.message, 'error'), 'data'), 'elicitations');
        if (Array.isArray(listed) && listed.length > 0 && listed.every((each) => isObject(each) && isPage(each)))
          return undefined;
        return {
          at: [placeOf(response, '/error')],
          got: `elicitations ${brief(listed)}`,
          want: 'a list with mode url, elicitationId, url and message in each entry',
          key: response.method ?? 'error',
        };
      },
      'no error -32042 was seen',
    ),
});
