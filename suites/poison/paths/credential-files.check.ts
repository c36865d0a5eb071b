// No definition has files of credentials read.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'paths',
  title: 'No definition has files of credentials read',
  why: 'Keys, tokens and client configurations have well-known places, and a model with a file tool can read them. A description that names one outside its own work is after its contents.',
  fix: 'Take out the path; where the tool truly works on such a file, say so and take the path as a parameter that the user fills in.',
  tags: ['owasp:MCP03', 'owasp:MCP01'],
});
