// No definition hides text for the model in comments or pseudo tags.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'markup',
  title: 'No definition hides text for the model in comments or pseudo tags',
  why: 'Rendering drops comments and unknown tags, the model reads them. Role markers and system tags pretend to a channel that a tool does not have.',
  fix: 'Move what matters into plain sentences and delete the rest; no description needs a comment or a system tag.',
  tags: ['owasp:MCP03', 'owasp:MCP06'],
});
