// A call that became a task.

import { check } from '../../kernel/check.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A result that creates a task carries the task with all required members',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['schema.create-task-result', 'tasks.task-shape'],
  why: 'The client polls with what is in it; without taskId or status the work is lost.',
  fix: '2025-11-25: { task: { taskId, status, createdAt, lastUpdatedAt, ttl } }; tasks extension: the members at the top, with ttlMs and resultType "task".',
  touch: 'passive',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'create-task-result', { note: 'no call became a task' }),
});
