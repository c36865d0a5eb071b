// A client that reads of a page only in the text of an error cannot offer to open it.

import { dialogues } from '../../artifacts/dialogues.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { toolCalls } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';

const PAGE = /https?:\/\/\S+/iu;
const VISIT =
  /\b(?:authori[sz]e|authori[sz]ation|sign[ -]?in|log[ -]?in|consent|grant access|link (?:your|the) account|connect your)\b/iu;

/** An error of a call that sends the person to a page, in its message or data. */
const sendsToPage = (error: unknown): boolean => {
  const message = member(error, 'message');
  const data = member(error, 'data');
  const said = `${typeof message === 'string' ? message : ''} ${isObject(data) ? JSON.stringify(data) : ''}`;
  return PAGE.test(said) && VISIT.test(said);
};

export default check({
  title: 'A call that cannot go on before a page was visited fails with -32042',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['elicitation.error-32042-used'],
  why: 'Clients that declared url elicitation open the page on -32042; any other code is shown as a failure.',
  fix: 'Answer with code -32042 and error.data.elicitations, or send elicitation/create in url mode.',
  touch: 'probing',
  enabledBy: { known: 'elicits' },
  needs: { messages, toolCalls, dialogues },
  judge: ({ messages: seen }, { recording }) => {
    const opensPages = new Set(
      recording.lanes
        .filter(({ clientCapabilities }) => isObject(member(clientCapabilities['elicitation'], 'url')))
        .map(({ id }) => id),
    );
    return judgeEach(
      seen.responses.filter(
        ({ kind, method, lane, refusal, deliberate, message }) =>
          kind === 'error' &&
          method === 'tools/call' &&
          !refusal &&
          deliberate === undefined &&
          opensPages.has(lane) &&
          sendsToPage(member(message, 'error')),
      ),
      (response) => {
        const error = member(response.message, 'error');
        const code = member(error, 'code');
        return code === -32042
          ? undefined
          : { at: [placeOf(response, '/error/code')], got: `error ${brief(code)}`, want: '-32042', key: 'code' };
      },
      'no call was refused for a page',
    );
  },
});
