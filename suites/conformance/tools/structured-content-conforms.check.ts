// Structured content that breaks the schema it was promised under.

import { toolCalls } from '../../artifacts/safe-calls.ts';
import type { ToolCall } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief, isObject, member } from '../../kernel/look.ts';
import { isUsable, validatorOf } from '../../generation/validator.ts';

function findingsOf(call: ToolCall): readonly Finding[] | undefined {
  const validator = validatorOf(member(call.tool.value, 'outputSchema'));
  if (!isUsable(validator)) return undefined;
  const violations = validator.violations(call.result?.['structuredContent']);
  return violations.slice(0, 5).map((one) => ({
    at: [{ exchange: call.exchange.id, pointer: `/result/structuredContent${one.at}` }],
    got: `${brief(call.name, 60)}: ${one.at === '' ? 'the content' : brief(one.at, 60)} ${one.message}`,
    want: `content that fits the outputSchema (${one.keyword})`,
    key: `${brief(call.name, 60)} ${one.keyword} ${one.at.replaceAll(/\/\d+/gu, '/0')}`,
  }));
}

export default check({
  title: 'structuredContent fits the outputSchema of its tool',
  level: 'must',
  revisions: { since: '2025-06-18' },
  requirements: ['tools.structured-conforms', 'tools.structured-content-conforms'],
  why: 'Programs read the fields that the schema promises; SDK clients validate and throw.',
  fix: 'Return what the outputSchema says, or correct the schema.',
  touch: 'passive',
  capability: 'tools',
  enabledBy: { known: 'structured-content' },
  needs: { toolCalls },
  judge: (views) => {
    const findings: Finding[] = [];
    let seen = 0;
    for (const call of views.toolCalls.withStructure) {
      if (!call.succeeded || !isObject(member(call.tool.value, 'outputSchema'))) continue;
      if (call.result === undefined || !Object.hasOwn(call.result, 'structuredContent')) continue;
      const found = findingsOf(call);
      if (found === undefined) continue;
      seen += 1;
      findings.push(...found);
    }
    const note =
      views.toolCalls.withStructure.length === 0
        ? views.toolCalls.note
        : 'no call returned structured content under a schema that can be judged';
    return { seen, findings, note };
  },
});
