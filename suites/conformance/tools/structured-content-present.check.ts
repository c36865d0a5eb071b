// An outputSchema promises structured content.

import { toolCalls } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, isObject, judgeEach, member } from '../../kernel/look.ts';

export default check({
  title: 'A tool with an outputSchema returns structuredContent',
  level: 'must',
  revisions: { since: '2025-06-18' },
  requirements: ['tools.structured-conforms', 'tools.structured-content-present'],
  why: 'Clients and programs that rely on the schema read structuredContent; SDK clients throw where it is missing.',
  fix: 'Return the data as structuredContent, or take the outputSchema away.',
  touch: 'passive',
  capability: 'tools',
  enabledBy: { known: 'structured-content' },
  needs: { toolCalls },
  judge: (views) =>
    judgeEach(
      views.toolCalls.withStructure.filter(
        (call) => call.succeeded && isObject(member(call.tool.value, 'outputSchema')),
      ),
      (call) =>
        call.result !== undefined && Object.hasOwn(call.result, 'structuredContent')
          ? undefined
          : {
              at: [at(call.exchange, 'result')],
              got: `${brief(call.name, 60)} returns ${brief(Object.keys(call.result ?? {}))} only`,
              want: 'structuredContent that fits the outputSchema',
              key: brief(call.name, 60),
            },
      views.toolCalls.withStructure.length === 0
        ? views.toolCalls.note
        : 'no call of a tool with an outputSchema succeeded',
    ),
});
