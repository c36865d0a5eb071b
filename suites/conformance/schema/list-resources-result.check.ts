// A page of resources/list and every resource in it.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A resources/list result has a resources array of well-formed resources',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.list-resources-result', 'schema.resources-list-result'],
  why: 'Typed clients drop the whole list over one resource that does not fit.',
  fix: 'Give each resource a string uri and name; send description, mimeType, title as strings, size as an integer, or leave them out.',
  touch: 'passive',
  capability: 'resources',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'list-resources-result'),
});
