// The answer to server/discover, member by member.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'The discovery result has members of the types the revision prescribes',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['schema.discover-result'],
  why: 'Discovery is the first thing a client parses; if it does not fit, nothing after it is tried.',
  fix: 'Send supportedVersions as an array of strings, capabilities as an object and instructions (if any) as a string.',
  touch: 'passive',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'discover-result'),
});
