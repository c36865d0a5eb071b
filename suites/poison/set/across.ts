// The rule on names of several servers. Which servers stand beside this one comes from outside the recording.

import { tools } from '../../artifacts/tools.ts';
import type { Check, Finding } from '../../kernel/check.ts';
import { member } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { OWASP } from '../topic-rule.ts';
import { crossServerClashes } from './clashes.ts';
import type { Served } from './clashes.ts';

const needs = { tools };

/** `before`: tools of the servers that the same client lists in front of this one. */
export function acrossServers(server = '', before: readonly Served[] = []): Check<typeof needs> {
  return {
    title: 'No tool has a name that another server of the same client uses',
    level: 'should',
    revisions: ALL,
    requirements: [],
    why: 'Hosts put the tools of all servers into one list. A name that stands for two tools is answered by whichever server comes first, or by the one that copied the name.',
    fix: 'Prefix the names with the server, in the host or in the server, or remove one of the two; look twice where one server is less trusted.',
    url: () => OWASP,
    tags: ['owasp:MCP03', 'owasp:MCP09'],
    touch: 'passive',
    needs,
    judge: (views) => {
      if (before.length === 0)
        return { seen: 0, findings: [], note: 'no other server is known: give several with --mcp-config' };
      const own = views.tools.items.flatMap((item) => {
        const name = member(item.value, 'name');
        return typeof name === 'string' ? [{ server, name, definition: item.value, where: item.where }] : [];
      });
      const findings = crossServerClashes<Served & { readonly where?: (typeof own)[number]['where'] }>([
        ...before,
        ...own,
      ])
        .filter(({ other }) => other.server === server)
        .map(({ one, other, how }): Finding => ({
          at: other.where === undefined ? [] : [other.where],
          got: `"${other.name}" of ${other.server} and "${one.name}" of ${one.server}: ${how}`,
          want: 'names that stand for one tool among all servers of a client',
          key: `${one.server}.${one.name}/${other.name}`,
          severity: one.name === other.name ? 'medium' : 'high',
        }));
      return { seen: own.length, findings };
    },
  };
}
