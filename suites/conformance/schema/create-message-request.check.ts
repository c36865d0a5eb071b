// Sampling requests, member by member.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A sampling request has messages and an integer maxTokens',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.create-message-request', 'sampling.message-shape'],
  why: 'A request that does not fit is refused by the client, and the tool that needed it fails.',
  fix: 'Send messages with role and content of the kinds of the revision, maxTokens as an integer, priorities from 0 to 1.',
  touch: 'passive',
  enabledBy: { known: 'samples' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'create-message-request', { note: 'no sampling was asked for' }),
});
