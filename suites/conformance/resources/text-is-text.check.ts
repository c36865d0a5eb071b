// Binary data squeezed into text is lost on the way.

import { resourceContents } from '../../artifacts/resource-contents.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';

const BINARY =
  /^(?:image\/(?!svg)|audio\/|video\/|font\/)|^application\/(?:zip|gzip|x-gzip|x-tar|pdf|octet-stream|x-7z|vnd\.rar)/iu;

/** What shows that bytes were decoded as if they were text: NUL, or replacement signs for what was no UTF-8. */
function damage(text: string): string | undefined {
  if (text.includes('\u0000')) return 'a NUL character';
  const lost = text.split('\uFFFD').length - 1;
  return lost > 3 && lost > text.length / 100 ? `${lost} replacement characters (U+FFFD)` : undefined;
}

export default check({
  title: 'Resource text is text, not binary data',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['resources.text-is-text', 'resources.text-or-blob'],
  why: 'Bytes that pass through a text decoder cannot be restored; a model reads noise.',
  fix: 'Return binary content as Base64 in `blob`.',
  touch: 'passive',
  needs: { resourceContents },
  judge: (views) =>
    judgeEach(
      views.resourceContents.filter(({ value }) => typeof value['text'] === 'string'),
      ({ uri, value, where }) => {
        const harm = damage(String(value['text']));
        const type = typeof value['mimeType'] === 'string' && BINARY.test(value['mimeType']) && value['text'] !== '';
        if (harm === undefined && !type) return undefined;
        return {
          at: [where],
          got: `${brief(uri, 80)}: ${harm ?? `text beside mimeType ${brief(value['mimeType'], 40)}`}`,
          want: 'blob for binary content',
          key: brief(uri, 80),
        };
      },
      'no resource with text could be read',
    ),
});
