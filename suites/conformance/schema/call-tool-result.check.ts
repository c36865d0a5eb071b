// What a tool call returns, beside its content blocks.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'A tools/call result has a content array and a boolean isError',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.call-tool-result'],
  why: 'content is required even beside structuredContent; clients that read it break without it.',
  fix: 'Return content as an array (empty if need be), isError as a boolean and structuredContent in the type of the revision.',
  touch: 'passive',
  enabledBy: { allow: true },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'call-tool-result', { note: 'no tool was called, or none returned a result' }),
});
