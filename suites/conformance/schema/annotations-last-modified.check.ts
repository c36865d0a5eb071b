// A time of change that every client reads the same.

import { placeOf } from '../../artifacts/messages.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';

/** Calendar dates of ISO 8601, extended format, to the precision that is known. */
const ISO =
  /^[+-]?\d{4,6}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:[T ](?:[01]\d|2[0-4]):[0-5]\d(?::(?:[0-5]\d|60)(?:[.,]\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?$/i;

export default check({
  title: 'lastModified is an ISO 8601 timestamp',
  level: 'should',
  revisions: { since: '2025-06-18' },
  requirements: ['schema.annotations-last-modified', 'schema.annotations'],
  why: 'Clients sort by it; "yesterday" or a number of milliseconds cannot be compared.',
  fix: 'Send for example 2025-01-12T15:00:58Z.',
  touch: 'passive',
  enabledBy: { known: 'embedded-resource' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeEach(
      seen.of('Annotations').filter(({ value }) => typeof member(value, 'lastModified') === 'string'),
      ({ value, pointer, found }) => {
        const text = member(value, 'lastModified') as string;
        if (text.length < 64 && ISO.test(text)) return undefined;
        return {
          at: [placeOf(found, `${pointer}/lastModified`)],
          got: brief(text, 60),
          want: 'an ISO 8601 timestamp',
          key: brief(text, 40),
        };
      },
      'no lastModified was sent',
    ),
});
