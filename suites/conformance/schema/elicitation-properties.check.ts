// The fields of a form that a person is asked to fill in.

import { check } from '../../kernel/check.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'Properties of an elicitation form are string, number, boolean or enum definitions',
  level: 'must',
  revisions: { since: '2025-06-18' },
  requirements: ['schema.elicitation-property-schemas', 'elicitation.flat-schema', 'elicitation.form-schema-flat'],
  why: 'Clients draw a field for each definition they know; nested objects and unknown formats cannot be drawn.',
  fix: 'Use flat string, number, integer, boolean and enum definitions; format only email, uri, date or date-time.',
  touch: 'passive',
  enabledBy: { known: 'elicits' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'elicitation-properties', { note: 'no form was elicited' }),
});
