// Tools that a model cannot tell apart.

import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { isObject, member } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { nearDuplicates } from '../likeness.ts';

export default check({
  title: 'No two tools say nearly the same',
  level: 'advice',
  revisions: ALL,
  requirements: [],
  why: 'A model chooses by description. Two tools with the same words and parameters cost twice and are chosen by chance.',
  fix: 'Join the tools with a parameter that says which is meant, or say in each what it does and the other does not.',
  url: () => 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools',
  tags: ['context-cost'],
  touch: 'passive',
  needs: { tools },
  judge: (views) => {
    const items = new Map(views.tools.items.map((item) => [String(member(item.value, 'name')), item]));
    const fields = Object.fromEntries(
      [...items].filter(([, { value }]) => isObject(value)).map(([name, { value }]) => [name, value as object]),
    );
    const findings = nearDuplicates(fields as Parameters<typeof nearDuplicates>[0]).map(
      ({ one, other, likeness }): Finding => ({
        at: [one, other].flatMap((name) => items.get(name)?.where ?? []),
        got: `"${one}" and "${other}" share ${Math.round(likeness * 100)} % of their words and parameters`,
        want: 'tools that can be told apart by what they say',
        key: `${one}/${other}`,
      }),
    );
    return { seen: items.size, findings };
  },
});
