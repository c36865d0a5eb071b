// A page of resources/templates/list and every template in it.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A resources/templates/list result has a resourceTemplates array of well-formed templates',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.list-resource-templates-result', 'schema.resource-templates-list-result'],
  why: 'Typed clients drop the whole list over one template that does not fit.',
  fix: 'Give each template a string uriTemplate and name, and name the array resourceTemplates.',
  touch: 'passive',
  capability: 'resources',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'list-resource-templates-result'),
});
