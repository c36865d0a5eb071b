// What completion/complete returns.

import { completions } from '../../artifacts/completions.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';
import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';

export default check({
  title: 'A completion result has completion.values as strings',
  level: 'must',
  revisions: ALL,
  requirements: ['schema.complete-result'],
  why: 'Clients show values as they are typed; without the array there is nothing to choose from.',
  fix: 'Return { completion: { values: [strings], total?: integer, hasMore?: boolean } }.',
  touch: 'passive',
  capability: 'completions',
  needs: { schemaViolations, completions },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'complete-result', {
      // How many values there may be is asked by the rules on completion.
      keep: ({ keyword, pointer, member, within }) =>
        keyword !== 'maxItems' &&
        !(pointer === '/result' && keyword === 'type') &&
        !(within.length === 1 && (member === 'resultType' || member === '_meta')),
      note: 'nothing was completed',
    }),
});
