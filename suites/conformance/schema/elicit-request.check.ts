// Elicitation requests, member by member.

import { check } from '../../kernel/check.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'An elicitation request is a form with message and requestedSchema, or a url request',
  level: 'must',
  revisions: { since: '2025-06-18' },
  requirements: [
    'schema.elicit-request',
    'schema.elicit-request-2025-11',
    'elicitation.request-parameters',
    'elicitation.form-parameters',
    'elicitation.url-parameters',
    'elicitation.common-params',
    'elicitation.form-params',
    'elicitation.url-params',
  ],
  why: 'A request that does not fit is refused by the client, and the tool that needed it fails.',
  fix: 'Form: message and requestedSchema { type: object, properties }; url (from 2025-11-25): mode url, message, url and, in 2025-11-25, elicitationId.',
  touch: 'passive',
  enabledBy: { known: 'elicits' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'elicit-request', { note: 'nothing was elicited' }),
});
