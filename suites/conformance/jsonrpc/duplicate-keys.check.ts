// A member that stands twice in one object: every reader picks one of them, and not the same one.

import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';
import type { Frame } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { duplicateKeys } from '../../schema/lint.ts';

/** The JSON of a frame; an event carries it in its data lines. */
const textOf = ({ via, raw }: Frame): string =>
  via === 'stream' && !raw.startsWith('{')
    ? raw
        .split(/\r\n|\r|\n/)
        .flatMap((line) => (line.startsWith('data:') ? [line.slice('data:'.length)] : []))
        .join('\n')
    : raw;

export default check({
  title: 'No object has the same member twice',
  level: 'should',
  revisions: ALL,
  requirements: [],
  why: 'Some readers take the first value, some the last, some refuse the message: what a gateway checked is not what the client acts on (RFC 8259, section 4).',
  fix: 'Build messages as objects and serialise them, instead of joining text.',
  url: () => 'https://www.rfc-editor.org/rfc/rfc8259#section-4',
  touch: 'passive',
  needs: { messages },
  judge: ({ messages: { all } }) =>
    judgeEach(
      all.filter(({ path }) => path.length === 0),
      (found) => {
        const [first] = duplicateKeys(textOf(found.frame));
        if (first === undefined) return undefined;
        return {
          at: [placeOf(found, first.pointer)],
          got: `the member ${brief(JSON.stringify(first.key), 60)} more than once`,
          want: 'once',
          key: `${found.method ?? found.kind} ${brief(first.key, 40)}`,
        };
      },
      'no message was seen',
    ),
});
