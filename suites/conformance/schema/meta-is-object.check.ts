// `_meta` is an object wherever it may stand.

import { findingsOf } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';
import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'Every _meta is a JSON object',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.meta-is-object', 'schema.result-object'],
  why: 'Clients and gateways read and add members of _meta; null or a list makes them fail on the whole message.',
  fix: 'Send an object, or leave _meta out.',
  touch: 'passive',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) => ({
    seen: seen.of('_meta').length,
    findings: findingsOf(seen.all.filter(({ member, keyword }) => member === '_meta' && keyword === 'type')),
    note: 'no _meta was sent',
  }),
});
