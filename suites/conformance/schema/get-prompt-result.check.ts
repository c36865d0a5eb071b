// What prompts/get returns.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A prompts/get result has messages with a role and one content block each',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.get-prompt-result'],
  why: 'Messages go to the model as they are; a role or content of another shape cannot be sent on.',
  fix: 'Return messages as an array of { role: user | assistant, content: one content block }.',
  touch: 'passive',
  capability: 'prompts',
  enabledBy: { known: 'embedded-resource', method: 'prompts/get' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'get-prompt-result', { note: 'no prompt was fetched' }),
});
