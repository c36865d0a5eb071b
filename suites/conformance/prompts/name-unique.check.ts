// Two prompts, or two arguments, of one name: a client can only ever reach one of them.

import { text } from '../../artifacts/listing.ts';
import { promptArguments } from '../../artifacts/prompt-arguments.ts';
import { prompts } from '../../artifacts/prompts.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief } from '../../kernel/look.ts';
import { judgeUnique } from '../lists/unique.ts';

export default check({
  title: 'No two prompts share a name, nor two arguments of one prompt',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['prompts.name-unique'],
  why: 'prompts/get names its prompt by name alone; of two prompts with one name a client shows both and reaches one.',
  fix: 'Give every prompt, and every argument within it, a name of its own.',
  touch: 'passive',
  needs: { prompts },
  judge: ({ prompts: list }) => {
    const judged = judgeUnique(list, 'name');
    const twice = list.everywhere().flatMap((item): Finding[] => {
      const names = promptArguments(item).map((argument) => argument.name);
      const repeated = names.find((name, index) => names.indexOf(name) !== index);
      if (repeated === undefined) return [];
      const prompt = brief(text(item, 'name') ?? '', 60);
      return [
        {
          at: [item.where],
          got: `${prompt} has the argument ${brief(repeated, 60)} twice`,
          want: 'each argument once',
          key: `${prompt} argument ${brief(repeated, 60)}`,
        },
      ];
    });
    return { ...judged, findings: [...judged.findings, ...twice] };
  },
});
