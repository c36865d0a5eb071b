// Contents without content.

import { resourceContents } from '../../artifacts/resource-contents.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Every entry of resource contents holds text or a blob',
  level: 'must',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['resources.text-or-blob'],
  why: 'A client has nothing to show, and typed clients refuse the whole answer.',
  fix: 'Put the content into `text`, or Base64 into `blob`; an empty resource has an empty string.',
  touch: 'passive',
  needs: { resourceContents },
  judge: (views) =>
    judgeEach(
      views.resourceContents,
      ({ uri, value, where }) =>
        typeof value['text'] === 'string' || typeof value['blob'] === 'string'
          ? undefined
          : {
              at: [where],
              got: `${brief(uri, 80)} has ${brief(Object.keys(value))}`,
              want: 'text or blob, a string',
              key: brief(uri, 80),
            },
      'no resource could be read',
    ),
});
