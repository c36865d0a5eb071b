// What a caller may not use is better not shown to it.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { listedBy } from './doing.ts';
import { expectedListed } from './expected.ts';
import { keyOf, named, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'Lists hide what the matrix denies',
  level: 'should',
  severity: 'medium',
  revisions: { since: '2024-11-05' },
  requirements: [],
  why: 'A list tells an attacker what to try, and a model what to ask for.',
  fix: 'Filter every list by the rights of who asks, in the same place where calls are decided.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    const { facts, asked } = compared;
    if (facts === undefined) return nothing(NO_CALLERS);
    const listed = facts.callers.flatMap(({ name }) =>
      listedBy(asked, name, 1)
        .filter((item) => expectedListed(facts, name, item) !== undefined)
        .map((item) => ({ caller: name, item })),
    );
    return judgeEach(
      listed,
      ({ caller, item }) =>
        expectedListed(facts, caller, item) === 'deny'
          ? {
              at: [at(item.exchange)],
              got: `${caller} is shown the ${named(item)}`,
              want: 'a list without it',
              key: keyOf(caller, item.kind, item.name),
            }
          : undefined,
      'the matrix says nothing of what is listed: access: in the configuration',
    );
  },
});
