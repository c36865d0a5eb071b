// Capabilities decide what is asked at all, so their types decide what is missed.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'Declared capabilities are objects and their flags booleans',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.server-capabilities'],
  why: 'A capability written as true or null is read as absent by some clients and as present by others.',
  fix: 'Declare each capability as an object, {} at least, with boolean listChanged and subscribe.',
  touch: 'passive',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'server-capabilities'),
});
