// A result that asks for input first.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'An input_required result has request objects in inputRequests and a string requestState',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['schema.input-required-result'],
  why: 'The client answers each entry by its method and sends requestState back as it is; it can do neither with another shape.',
  fix: 'Send inputRequests as an object of { method, params } and requestState as a string.',
  touch: 'passive',
  enabledBy: { known: 'input-required' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'input-required-result', { note: 'no result asked for input' }),
});
