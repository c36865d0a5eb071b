// Cancellation by the server, member by member.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A cancelled notification of the server names its request with a string or integer requestId',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.cancelled-notification'],
  why: 'A client that cannot tell which request is meant goes on working, or cancels the wrong one.',
  fix: 'Send requestId as it was sent in the request, and reason (if any) as a string.',
  touch: 'passive',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'cancelled-notification', { note: 'the server cancelled nothing' }),
});
