// Updates of resources, member by member.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A resource update notification names the resource by uri',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.resource-updated-notification'],
  why: 'Without the uri a subscriber does not know what to read again.',
  fix: 'Send params.uri as a string.',
  touch: 'passive',
  capability: 'resources.subscribe',
  enabledBy: { known: 'changes-resource' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'resource-updated-notification', { note: 'no resource update was sent' }),
});
