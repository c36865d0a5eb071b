// An error message is a sentence for a person, not a dump.

import { messages, placeOf } from '../../artifacts/messages.ts';
import { provoked } from '../../artifacts/provoked.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

const MOST = 300;
const TRACE = /Traceback \(most recent call last\)|\n\s+at \S+ ?\(|\bat \S+ \(\S+:\d+:\d+\)|goroutine \d+ \[/;

function wrong(text: string): string | undefined {
  if (text.trim() === '') return 'an empty message';
  if (TRACE.test(text)) return 'a stack trace';
  if (/[\r\n]/.test(text.trim())) return `${text.trim().split(/\r?\n/).length} lines`;
  return text.length > MOST ? `${text.length} characters` : undefined;
}

export default check({
  title: 'Error messages are one short sentence',
  level: 'should',
  revisions: ALL,
  requirements: ['jsonrpc.error-message-concise'],
  why: 'Clients show the message in a line; a dump hides what is wrong and may tell strangers about the inside.',
  fix: 'Say in one sentence what is wrong and put details into error.data.',
  touch: 'probing',
  needs: { messages, provoked },
  judge: ({ messages: { responses } }) => {
    const kinds = new Set<string>();
    return judgeEach(
      responses.filter(({ message }) => typeof member(member(message, 'error'), 'message') === 'string'),
      (found) => {
        const text = member(member(found.message, 'error'), 'message') as string;
        const got = wrong(text);
        if (got === undefined) return undefined;
        const key = `${found.method ?? 'unknown'} ${got.replaceAll(/\d+ /g, '')}`;
        if (kinds.has(key)) return undefined;
        kinds.add(key);
        return {
          at: [placeOf(found, '/error/message')],
          got: `${got}: ${brief(text, 80)}`,
          want: `one sentence of at most ${MOST} characters`,
          key,
        };
      },
      'no error was sent',
    );
  },
});
