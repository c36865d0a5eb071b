// Hints of tools decide what a client calls without asking.

import { check } from '../../kernel/check.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'Tool annotations have a string title and boolean hints',
  level: 'must',
  revisions: { since: '2025-03-26' },
  requirements: ['schema.tool-annotations', 'schema.tool'],
  why: 'Clients decide from the hints whether to ask the user first; "true" as text is not true.',
  fix: 'Send readOnlyHint, destructiveHint, idempotentHint and openWorldHint as booleans and title as a string.',
  touch: 'passive',
  capability: 'tools',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'tool-annotations'),
});
