// The answer to initialize, member by member: what a client is built on.

import { check } from '../../kernel/check.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'The initialize result has members of the types its revision prescribes',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['schema.initialize-result'],
  why: 'A typed client refuses the whole connection over one member of another type, even one it does not need.',
  fix: 'Send protocolVersion as a string, capabilities and serverInfo as objects, and instructions (if any) as a string.',
  touch: 'passive',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'initialize-result'),
});
