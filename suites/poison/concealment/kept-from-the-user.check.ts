// No definition asks the model to keep something from the user.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'concealment',
  title: 'No definition asks the model to keep something from the user',
  why: 'The user is the one who approves calls. An honest tool has nothing that the user may not know, so secrecy is the surest sign of an attack.',
  fix: 'Take out the request for silence; if output is too raw to show, say how to summarise it instead of whom to keep it from.',
  tags: ['owasp:MCP03', 'owasp:MCP08'],
});
