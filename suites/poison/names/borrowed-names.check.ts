// Two tools that a person or a model takes for one: the same name with another meaning, or a lookalike beside the original.

import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { member } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { nameClashes } from '../set/clashes.ts';
import { OWASP } from '../topic-rule.ts';

export default check({
  title: 'No two tools share a name or look as if they did',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'Clients key tools by name and keep the last or the first one. A second definition under the same or a lookalike name takes over the calls that were approved for the other.',
  fix: 'Give each tool a name that differs from every other in more than case, separators or lookalike letters.',
  url: () => OWASP,
  tags: ['owasp:MCP03', 'owasp:MCP09'],
  touch: 'passive',
  needs: { tools },
  judge: (views) => {
    const named = views.tools.items.flatMap((item) => {
      const name = member(item.value, 'name');
      return typeof name === 'string' ? [{ name, definition: item.value, item }] : [];
    });
    const findings = nameClashes(named).map(({ one, other, how }): Finding => ({
      at: [one.item.where, other.item.where],
      got: `"${one.name}" and "${other.name}": ${how}`,
      want: 'names that cannot be taken for each other',
      key: `${one.name}/${other.name}`,
    }));
    return { seen: named.length, findings };
  },
});
