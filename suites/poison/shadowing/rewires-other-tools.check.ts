// No definition changes how tools of others are used.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'shadowing',
  title: 'No definition changes how tools of others are used',
  why: 'A server that speaks about tools it does not own steers calls to trusted servers: recipients, paths and amounts change without that server knowing.',
  fix: 'Describe only the tool itself; leave the behaviour of other tools to their own descriptions.',
  tags: ['owasp:MCP03', 'owasp:MCP09'],
});
