// Names outside 1 to 128 characters are refused or cut by clients and model providers.

import { tools } from '../../artifacts/tools.ts';
import { text } from '../../artifacts/listing.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Tool names have 1 to 128 characters',
  level: 'should',
  revisions: { since: '2025-11-25' },
  requirements: ['tools.name-length'],
  why: 'Clients and model providers limit the length of tool names; a longer one is refused or cut, and the tool cannot be called.',
  fix: 'Rename the tool to 1 to 128 characters.',
  touch: 'passive',
  needs: { tools },
  judge: ({ tools: list }) =>
    judgeEach(
      list.everywhere().filter((item) => text(item, 'name') !== undefined),
      (item) => {
        const name = text(item, 'name') ?? '';
        const length = Array.from(name).length;
        if (length >= 1 && length <= 128) return undefined;
        return {
          at: [item.where],
          got: `${length} characters: ${brief(name)}`,
          want: '1 to 128 characters',
          key: brief(name, 40),
        };
      },
      'no tool is listed',
    ),
});
