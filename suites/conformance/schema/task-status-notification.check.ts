// Status changes of tasks, pushed.

import { check } from '../../kernel/check.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A task status notification carries the full task',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['schema.task-status-notification'],
  why: 'A client that relies on the notification instead of polling needs every member that tasks/get would give.',
  fix: 'Send taskId, status, createdAt, lastUpdatedAt and ttl (ttlMs in the extension) directly in params.',
  touch: 'passive',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'task-status-notification', { note: 'no task status was pushed' }),
});
