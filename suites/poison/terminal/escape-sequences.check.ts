// No text carries terminal escapes or control characters.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'terminal',
  title: 'No text carries terminal escapes or control characters',
  why: 'Clients and reviewers print descriptions to terminals. Escape sequences erase, recolour or overwrite what was printed, so that people approve another text than the model reads.',
  fix: 'Take the control characters out; send plain text.',
  tags: ['owasp:MCP03'],
});
