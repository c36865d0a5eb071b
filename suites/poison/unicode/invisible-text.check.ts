// No text carries characters that people do not see and models read.

import { topicRule } from '../topic-rule.ts';

export default topicRule({
  topic: 'unicode',
  title: 'No text carries characters that people do not see and models read',
  why: 'Tag characters, variation selectors and zero-width characters spell whole instructions that no review shows; bidirectional controls make the review show another text.',
  fix: 'Rewrite the text with visible characters; search the sources for what the finding names, since editors do not show it.',
  tags: ['owasp:MCP03'],
});
