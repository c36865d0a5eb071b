// No definition tells the model to drop its rules or to act against the user.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'instructions',
  title: 'No definition tells the model to drop its rules or to act against the user',
  why: 'A description is read as part of the prompt. One that changes what the model obeys turns every conversation it is loaded into, whether the tool is called or not.',
  fix: 'Say what the tool does, when to use it and what it needs; take out every sentence about other instructions, roles or safety.',
  tags: ['owasp:MCP03', 'owasp:MCP06'],
});
