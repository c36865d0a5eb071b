// The kinds of content a revision knows; newer kinds break older clients.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'Content blocks have a type their revision knows',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.content-kinds', 'schema.content-blocks'],
  why: 'A client of that revision cannot show a block of a kind it has never heard of, and many reject the whole result.',
  fix: 'Use text, image and resource, audio from 2025-03-26 and resource_link from 2025-06-18; put other data into text or structuredContent.',
  touch: 'passive',
  enabledBy: { allow: true },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'content-kinds', { note: 'no content block was seen' }),
});
