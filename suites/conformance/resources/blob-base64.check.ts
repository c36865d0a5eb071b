// A blob that no decoder takes.

import { base64Fault, looksHexadecimal } from '../../artifacts/base64.ts';
import { resourceContents } from '../../artifacts/resource-contents.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Binary contents are valid Base64',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['resources.blob-encoded', 'resources.binary-base64'],
  why: 'Clients decode `blob` as Base64; anything else ends as garbage or an exception.',
  fix: 'Encode the bytes with the standard Base64 alphabet and padding (RFC 4648, section 4), without a data: prefix.',
  touch: 'passive',
  needs: { resourceContents },
  judge: (views) =>
    judgeEach(
      views.resourceContents.filter(({ value }) => typeof value['blob'] === 'string'),
      ({ uri, value, where }) => {
        const blob = String(value['blob']);
        const fault = base64Fault(blob) ?? (looksHexadecimal(blob) ? `hexadecimal: ${brief(blob, 40)}` : undefined);
        return fault === undefined
          ? undefined
          : {
              at: [{ ...where, pointer: `${where.pointer ?? ''}/blob` }],
              got: fault,
              want: 'Base64 with the standard alphabet and padding',
              key: brief(uri, 80),
            };
      },
      'no resource with a blob could be read',
    ),
});
