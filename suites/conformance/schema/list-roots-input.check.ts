// The question for roots inside a result (from 2026-07-28).

import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';
import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'An input request for roots has the method roots/list and an object as params, if any',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['schema.list-roots-request'],
  why: 'Clients take the request apart by method and params; a list in their place is refused.',
  fix: 'Send { method: roots/list } with params only to carry _meta.',
  touch: 'passive',
  enabledBy: { known: 'lists-roots' },
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => judgeTopic(seen, 'list-roots-request', { note: 'roots were not asked for' }),
});
