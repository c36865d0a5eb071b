// No definition carries readable text in an encoding.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'encoding',
  title: 'No definition carries readable text in an encoding',
  why: 'Models decode Base64 and hex without being asked to. What is encoded has been put past the eyes of a reviewer.',
  fix: 'Write the text plainly, or take it out.',
  tags: ['owasp:MCP03'],
});
