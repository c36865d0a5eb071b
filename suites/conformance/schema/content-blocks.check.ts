// Content blocks, member by member.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'Content blocks have the members their type requires',
  level: 'must',
  revisions: ALL,
  requirements: [
    'schema.content-text',
    'schema.content-image',
    'schema.content-audio',
    'schema.content-embedded-resource',
    'schema.content-resource-link',
    'schema.content-blocks',
  ],
  why: 'A block without its required member cannot be shown to the model, and typed clients reject the whole result.',
  fix: 'text: text; image and audio: data and mimeType; resource: resource with uri and text or blob; resource_link: uri and name.',
  touch: 'passive',
  enabledBy: { allow: true },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'content-blocks', { note: 'no content block was seen' }),
});
