// No definition has secrets or private data put where they leave.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'exfiltration',
  title: 'No definition has secrets or private data put where they leave',
  why: 'The model can read files, the conversation and results of other tools. A definition that asks for them in a parameter or an answer is a leak with no exploit needed.',
  fix: 'Take out the parameter or the sentence; a credential that the server needs belongs in its configuration, never in a call.',
  tags: ['owasp:MCP03', 'owasp:MCP10', 'owasp:MCP01'],
});
