// No definition has links or commands that carry data away.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'links',
  title: 'No definition has links or commands that carry data away',
  why: 'An image address with a slot is fetched when the client shows it, and whatever the model filled in goes with it; a ready command does the same by way of a shell tool.',
  fix: 'Take slots out of addresses and upload commands out of descriptions; describe the service by name.',
  tags: ['owasp:MCP03', 'owasp:MCP10'],
});
