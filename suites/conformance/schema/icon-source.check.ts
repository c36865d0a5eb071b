// An icon that no client may load is no icon.

import { placeOf } from '../../artifacts/messages.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';

const isSource = (src: string): boolean => /^https?:\/\//i.test(src) || /^data:[^,]*;base64,/i.test(src);

export default check({
  title: 'Icon sources are http, https or data URIs',
  level: 'should',
  revisions: { since: '2025-11-25' },
  requirements: ['schema.icon-source', 'schema.icon'],
  why: 'Clients must reject other schemes; javascript: and file: are attacks or leaks of the path.',
  fix: 'Publish icons over https, or inline them as data:image/png;base64,….',
  touch: 'passive',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeEach(
      seen.of('Icon').filter(({ value }) => typeof member(value, 'src') === 'string'),
      ({ value, pointer, found }) => {
        const src = member(value, 'src') as string;
        if (isSource(src)) return undefined;
        return {
          at: [placeOf(found, `${pointer}/src`)],
          got: brief(src, 80),
          want: 'an https: URI, or a data: URI with Base64',
          key: brief(src, 40),
        };
      },
      'no icons were sent',
    ),
});
