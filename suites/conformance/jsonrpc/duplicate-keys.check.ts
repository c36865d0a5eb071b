// A member that stands twice in one object: every reader picks one of them, and not the same one.

import { jsonTextOf, messages, placeOf, wordsOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { duplicateKeys } from '../../schema/lint.ts';

export default check({
  title: 'No object has the same member twice',
  level: 'should',
  revisions: ALL,
  // A JSON-RPC object is a JSON object, whose names should be unique.
  requirements: ['jsonrpc.version-field'],
  why: 'Some readers take the first value, some the last, some refuse the message: what a gateway checked is not what the client acts on (RFC 8259, section 4).',
  fix: 'Build messages as objects and serialise them, instead of joining text.',
  url: () => 'https://www.rfc-editor.org/rfc/rfc8259#section-4',
  touch: 'passive',
  needs: { messages },
  judge: ({ messages: { all } }) => {
    const known = new Set<string>();
    return judgeEach(
      all.filter(({ path }) => path.length === 0),
      (found) => {
        const words = wordsOf(found);
        if (known.has(words)) return undefined;
        known.add(words);
        const text = jsonTextOf(found.frame);
        // Written again from what was read, the second of two members would be missing.
        if (JSON.stringify(found.message) === text) return undefined;
        const [first] = duplicateKeys(text);
        if (first === undefined) return undefined;
        return {
          at: [placeOf(found, first.pointer)],
          got: `the member ${brief(JSON.stringify(first.key), 60)} more than once`,
          want: 'once',
          key: `${found.method ?? found.kind} ${brief(first.key, 40)}`,
        };
      },
      'no message was seen',
    );
  },
});
