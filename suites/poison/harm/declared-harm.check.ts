// No definition offers an attack.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'harm',
  title: 'No definition offers an attack',
  why: 'Some servers say plainly what harm they do. Connected to an agent, whoever can talk to the agent can use them.',
  fix: 'Do not connect this server to agents with access to anything of value; a security tool should say whom it protects and ask for a scope.',
  tags: ['owasp:MCP03', 'owasp:MCP05'],
});
