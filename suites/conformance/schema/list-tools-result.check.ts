// A page of tools/list.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A tools/list result has a tools array',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.list-tools-result', 'schema.tools-list-result'],
  why: 'A client that cannot parse the list shows no tools at all.',
  fix: 'Return { tools: [...] } and nextCursor only as a string, left out on the last page.',
  touch: 'passive',
  capability: 'tools',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'list-tools-result'),
});
