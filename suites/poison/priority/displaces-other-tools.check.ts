// No definition claims precedence over tools of others.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'priority',
  title: 'No definition claims precedence over tools of others',
  why: 'Selection is by description alone. A tool that orders itself to be preferred collects calls, and the data in them, that were meant for another.',
  fix: 'Say for what the tool is suited; leave out commands to prefer it and words about other tools.',
  tags: ['owasp:MCP03'],
});
