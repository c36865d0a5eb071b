// Annotations of resources and content: for whom and how important.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'Annotations have an audience of roles, a priority from 0 to 1 and a string lastModified',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.annotations'],
  why: 'Clients sort and filter by these; a priority of 5 or an audience of "all" is unreadable.',
  fix: 'Send audience as an array of user and assistant, priority as a number from 0 to 1, lastModified as a string.',
  touch: 'passive',
  enabledBy: { known: 'embedded-resource' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'annotations', { note: 'no annotations were sent' }),
});
