// Name and version of the server: shown in every client, typed in every SDK.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'The server describes itself with a string name and version',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.implementation', 'schema.server-info'],
  why: 'Clients show these and key caches by them; a member of another type makes typed clients refuse the message.',
  fix: 'Send serverInfo with string name and version, and title, description, websiteUrl and icons only in the types of the revision.',
  touch: 'passive',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'implementation', { note: 'the server did not describe itself' }),
});
