// A server that shows one face to a reviewer and another to the client that people use.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { differences, findingOf } from './differences.ts';
import { alike, OTHER_CLIENT, otherSession } from './other-session.ts';

export default check({
  title: 'Definitions do not depend on who asks or on the session',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'What was reviewed with one client is not what another one gets: reviews, locks and scans say nothing about such a server.',
  fix: 'Serve the same definitions to every client; where a feature needs a capability, look at declared capabilities and not at the name.',
  url: () => 'https://owasp.org/www-project-mcp-top-10/',
  tags: ['owasp:MCP03', 'owasp:MCP04'],
  touch: 'probing',
  needs: { sessions: otherSession },
  judge: ({ sessions: { main, other, third } }) => {
    if (main === undefined || other === undefined) return { seen: 0, findings: [], note: 'no list was answered twice' };
    const byName = third === undefined || alike(main, third);
    const how = byName ? `to a client called "${OTHER_CLIENT.name}"` : 'in a second session';
    return {
      seen: other.items.length + 1,
      findings: differences(main, other).map((change) => findingOf(change, other, how)),
    };
  },
});
