// An outputSchema is read by programs: every successful result must fit it, not only the usual one.

import { check } from '../../kernel/check.ts';
import { campaign } from '../campaign.ts';
import { judgeKind } from '../findings.ts';
import { succeeded, toolOf } from '../../generation/calls.ts';

export default check({
  title: 'Structured results fit the tool’s outputSchema, whatever the arguments',
  level: 'must',
  revisions: { since: '2025-06-18' },
  requirements: ['tools.structured-conforms', 'tools.structured-content-conforms', 'tools.structured-content-present'],
  why: 'Clients validate structuredContent against outputSchema and drop the whole result where it does not fit.',
  fix: 'Make the result from the same type as the schema, and cover empty, large and missing values.',
  touch: 'heavy',
  needs: { campaign },
  judge: (views) => {
    const judged = new Set(views.campaign.subjects.filter((s) => s.output !== undefined).map((s) => s.name));
    const seen = views.campaign.cases.filter((one) => judged.has(toolOf(one) ?? '') && succeeded(one) !== undefined);
    return { ...judgeKind(views.campaign, 'output', seen.length), note: 'no callable tool has an outputSchema' };
  },
});
