// The error that sends a user to a page first.

import { check } from '../../kernel/check.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A -32042 error lists complete URL elicitations',
  level: 'must',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['schema.url-elicitation-required-error'],
  why: 'The client opens what the error lists; without url and elicitationId it can only show a failure.',
  fix: 'Send data.elicitations as an array of { mode: url, message, elicitationId, url }.',
  touch: 'passive',
  enabledBy: { known: 'elicits' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'url-elicitation-required-error', { note: 'no -32042 error was sent' }),
});
