// Data of images and sounds is Base64: an address or bytes as text show nothing.

import { placeOf } from '../../artifacts/messages.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

/** Base64 of RFC 4648, section 4; line breaks between are tolerated (MIME writes them). */
function isBase64(text: string): boolean {
  const dense = text.replaceAll(/[\r\n]/g, '');
  return dense.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(dense);
}

export default check({
  title: 'Image and audio data is Base64',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.media-base64', 'schema.content-image', 'schema.content-audio'],
  why: 'Clients decode data as Base64 and hand the bytes on; a data: or https: address decodes to noise.',
  fix: 'Send the bytes in Base64 (standard alphabet, with padding) and nothing before them.',
  touch: 'passive',
  enabledBy: { known: 'image-content' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeEach(
      seen.of('ImageContent', 'AudioContent').filter(({ value }) => typeof member(value, 'data') === 'string'),
      ({ value, pointer, found, shape }) => {
        const data = member(value, 'data') as string;
        if (isBase64(data)) return undefined;
        return {
          at: [placeOf(found, `${pointer}/data`)],
          got: `${brief(data, 60)} (${data.length} characters)`,
          want: 'Base64 text',
          key: shape === 'ImageContent' ? 'image' : 'audio',
        };
      },
      'no image or audio was returned',
    ),
});
