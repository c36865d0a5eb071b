// The end of an out-of-band elicitation.

import { check } from '../../kernel/check.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'The notification of a completed elicitation names it',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['schema.elicitation-complete-notification'],
  why: 'Without the id the client cannot tell which of its open elicitations is done.',
  fix: 'Send params.elicitationId as a string.',
  touch: 'passive',
  enabledBy: { known: 'elicits' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'elicitation-complete-notification', { note: 'no such notification was sent' }),
});
