// What resources/read returns.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A resources/read result has a contents array whose entries have a uri and text or blob',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.read-resource-result'],
  why: 'Without contents, or without text or blob in it, a client has read nothing.',
  fix: 'Return { contents: [{ uri, mimeType?, text | blob }] }; text for text, Base64 in blob for bytes.',
  touch: 'passive',
  capability: 'resources',
  enabledBy: { known: 'embedded-resource', method: 'resources/read' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'read-resource-result', { note: 'no resource was read' }),
});
