// A page of prompts/list and every prompt in it.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A prompts/list result has a prompts array of well-formed prompts',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.list-prompts-result', 'schema.prompts-list-result'],
  why: 'Typed clients drop the whole list over one prompt that does not fit.',
  fix: 'Give each prompt a string name and arguments as an array of { name, description?, required? } with boolean required.',
  touch: 'passive',
  capability: 'prompts',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'list-prompts-result'),
});
