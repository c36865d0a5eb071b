// Progress, member by member.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A progress notification has a progressToken and a numeric progress',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.progress-notification'],
  why: 'Clients compute a percentage from it; text or null stops the display.',
  fix: 'Send progressToken as it was given, progress and total as numbers and message as a string.',
  touch: 'passive',
  enabledBy: { known: 'emits-progress' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'progress-notification', { note: 'no progress was sent' }),
});
