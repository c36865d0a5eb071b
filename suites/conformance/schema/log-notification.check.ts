// Log messages, member by member.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A log notification has a known level and data',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.log-notification', 'schema.message-notification'],
  why: 'Clients filter by level; one they do not know is dropped or breaks the connection.',
  fix: 'Use one of debug, info, notice, warning, error, critical, alert, emergency, and always send data.',
  touch: 'passive',
  capability: 'logging',
  enabledBy: { known: 'emits-log' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'log-notification', { note: 'no log message was sent' }),
});
