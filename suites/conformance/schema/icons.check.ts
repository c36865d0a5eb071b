// Icons of the server and of what it lists, member by member.

import { check } from '../../kernel/check.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'Icons have a src URI and optional members of the prescribed types',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['schema.icon', 'schema.icons'],
  why: 'An icon that does not fit makes typed clients reject the tool or resource it belongs to.',
  fix: 'Send src as a URI, mimeType as a string, sizes as an array of strings and theme as light or dark.',
  touch: 'passive',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'icons', {
      keep: (violation) => violation.keyword !== 'format' || violation.member === 'src',
      note: 'no icons were sent',
    }),
});
