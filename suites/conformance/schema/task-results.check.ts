// Answers about tasks.

import { check } from '../../kernel/check.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'Results of tasks/get, tasks/cancel and tasks/list have the task members where the revision puts them',
  level: 'must',
  revisions: { since: '2025-11-25' },
  requirements: ['schema.task-results'],
  why: 'A poller reads status and ttl at the top of the result; nested or missing, it never sees the end of the task.',
  fix: 'Put taskId, status, createdAt, lastUpdatedAt and ttl (ttlMs in the extension) at the top of the result; tasks/list: an array tasks.',
  touch: 'passive',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'task-results', { note: 'no task was asked about' }),
});
