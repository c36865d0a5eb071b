// A server that changes its definitions once it has been used, and tells nobody.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { differences, findingOf } from './differences.ts';
import { otherSession } from './other-session.ts';

export default check({
  title: 'Definitions do not change silently once a tool has been called',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'The usual rug pull: harmless until it is approved and used, different afterwards. Hosts that list once and hosts that list again act on different texts.',
  fix: 'Keep definitions for the life of a session, or send notifications/tools/list_changed when they change.',
  url: () => 'https://owasp.org/www-project-mcp-top-10/',
  tags: ['owasp:MCP03', 'owasp:MCP04'],
  touch: 'probing',
  needs: { sessions: otherSession },
  judge: ({ sessions: { other, again, called, announced } }) => {
    if (other === undefined || again === undefined)
      return { seen: 0, findings: [], note: 'no tool may be called: annotate one with readOnlyHint, or allow one' };
    if (announced) return { seen: 0, findings: [], note: 'a list change was announced' };
    return {
      seen: again.items.length + 1,
      findings: differences(other, again).map((change) =>
        findingOf(change, again, `after a call of "${called ?? ''}"`),
      ),
    };
  },
});
