// Clients that do not know structuredContent read the text: it should hold the same data.

import { canonical } from '../../generation/plain.ts';
import { succeeded } from '../../generation/calls.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach, member } from '../../kernel/look.ts';
import { derivedCalls, oncePerKey } from '../derived-calls.ts';

function parsed(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return canonical(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export default check({
  title: 'Text of generated calls repeats what is in structuredContent',
  level: 'should',
  revisions: { since: '2025-06-18' },
  requirements: ['tools.structured-text-copy', 'tools.structured-content-text-copy'],
  why: 'Older clients hand the text to the model and never see structuredContent.',
  fix: 'Put the serialized JSON of structuredContent into a text block beside it.',
  touch: 'probing',
  enabledBy: { allow: true },
  needs: { derivedCalls },
  judge: ({ derivedCalls: { calls } }) =>
    oncePerKey(
      judgeEach(
        calls.filter(({ exchange }) => member(succeeded(exchange), 'structuredContent') !== undefined),
        ({ subject, exchange }) => {
          const result = succeeded(exchange);
          const content = member(result, 'content');
          const wanted = canonical(member(result, 'structuredContent'));
          const blocks = Array.isArray(content) ? (content as readonly unknown[]) : [];
          if (blocks.some((block) => parsed(member(block, 'text')) === wanted)) return undefined;
          const got = `${subject.name}: no text block holds the same JSON`;
          return {
            at: [at(exchange, 'result')],
            got,
            want: 'a text block with the JSON of structuredContent',
            key: `${subject.name}.mirror`,
          };
        },
        'no callable tool returned structuredContent',
      ),
    ),
});
