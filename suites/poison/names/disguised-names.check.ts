// No name is written with letters that imitate others.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'names',
  title: 'No name is written with letters that imitate others',
  why: 'A name in lookalike letters reads as a trusted tool to a person and to many models, and is a different tool to the client.',
  fix: 'Name the tool in plain ASCII letters.',
  tags: ['owasp:MCP03', 'owasp:MCP09'],
});
