// Every tool definition, member by member.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic, ownShape } from '../../artifacts/schema-topics.ts';
import { schemaViolations, type FoundViolation } from '../../artifacts/schema-violations.ts';

/** `tools/input-schema-object` judges the input schema. */
const aboutInput = ({ member, within }: FoundViolation): boolean =>
  member === 'inputSchema' || within.includes('ToolSchema');

export default check({
  title: 'Each tool has a name, an input schema of type object and optional members of the prescribed types',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.tool', 'schema.tool-definition', 'schema.list-tools-result'],
  why: 'Typed clients drop the whole list over one tool that does not fit.',
  fix: 'Give each tool a string name and an inputSchema with type "object"; leave optional members out instead of sending null or another type.',
  touch: 'passive',
  capability: 'tools',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'tool-definition', { keep: (violation) => ownShape(violation) && !aboutInput(violation) }),
});
