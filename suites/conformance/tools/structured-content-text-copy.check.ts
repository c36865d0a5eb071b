// Clients that know no structured content read the text: it must say the same.

import { toolCalls } from '../../artifacts/safe-calls.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, member } from '../../kernel/look.ts';

/** Equal as JSON: the order of members does not matter. */
function same(one: unknown, two: unknown): boolean {
  if (Object.is(one, two)) return true;
  if (typeof one !== 'object' || typeof two !== 'object' || one === null || two === null) return one === two;
  if (Array.isArray(one) !== Array.isArray(two)) return false;
  const [left, right] = [Object.entries(one), Object.entries(two)];
  return (
    left.length === right.length &&
    left.every(([key, value]) => Object.hasOwn(two, key) && same(value, (two as Record<string, unknown>)[key]))
  );
}

function says(block: unknown, wanted: unknown): boolean {
  const text = member(block, 'text');
  if (member(block, 'type') !== 'text' || typeof text !== 'string') return false;
  try {
    return same(JSON.parse(text), wanted);
  } catch {
    // A string as structured content may stand in the text as it is.
    return text === wanted;
  }
}

export default check({
  title: 'A result with structuredContent repeats it as JSON in a text block',
  level: 'should',
  revisions: { since: '2025-06-18' },
  requirements: ['tools.structured-text-copy', 'tools.structured-content-text-copy'],
  why: 'Clients of older revisions, and many models, see the content blocks alone.',
  fix: 'Add { type: "text", text: JSON.stringify(structuredContent) } to content.',
  touch: 'passive',
  capability: 'tools',
  enabledBy: { known: 'structured-content' },
  needs: { toolCalls },
  judge: (views) =>
    judgeEach(
      views.toolCalls.withStructure.filter(
        (call) => call.succeeded && Object.hasOwn(call.result ?? {}, 'structuredContent'),
      ),
      (call) => {
        const content = call.result?.['content'];
        if (Array.isArray(content) && content.some((block: unknown) => says(block, call.result?.['structuredContent'])))
          return undefined;
        return {
          at: [
            at(call.exchange, 'result', Object.hasOwn(call.result ?? {}, 'content') ? 'content' : 'structuredContent'),
          ],
          got: `${brief(call.name, 60)}: no text block holds the structured content; content is ${brief(content, 80)}`,
          want: 'a text block whose JSON equals structuredContent',
          key: brief(call.name, 60),
        };
      },
      views.toolCalls.withStructure.length === 0 ? views.toolCalls.note : 'no call returned structured content',
    ),
});
