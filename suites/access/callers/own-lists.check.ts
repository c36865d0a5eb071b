// A list is the caller’s own, whoever asked before.

import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { type Listed, listedBy, wasListed } from './doing.ts';
import { named, nothing } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

const TWO = 'needs two callers: callers: in assay.config.yaml';

const idOf = ({ kind, name }: Listed): string => `${kind} ${name}`;

export default check({
  title: 'The lists of a caller do not change with who asked before it',
  level: 'must',
  severity: 'high',
  revisions: { since: '2024-11-05' },
  requirements: ['caching.access-control-independent'],
  why: 'A cache that does not know who asks hands out the lists of an administrator, or hides from one what is his.',
  fix: 'Make the identity part of the key of every cache, or mark what is the same for all.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    const { facts, asked } = compared;
    if (facts === undefined || facts.callers.length < 2) return nothing(facts === undefined ? NO_CALLERS : TWO);
    const judged = facts.callers.filter(({ name }) => wasListed(asked, name, 1) && wasListed(asked, name, 2));
    return judgeEach(judged, ({ name }) => {
      const first = listedBy(asked, name, 1);
      const again = listedBy(asked, name, 2);
      const others = new Set(
        facts.callers.filter((one) => one.name !== name).flatMap((one) => listedBy(asked, one.name, 1).map(idOf)),
      );
      const before = new Set(first.map(idOf));
      const after = new Set(again.map(idOf));
      // A list may change by itself; what came must be another caller’s, or what went must have been.
      const came = again.filter((item) => !before.has(idOf(item)) && others.has(idOf(item)));
      const went = first.filter((item) => !after.has(idOf(item)) && others.has(idOf(item)));
      const [example] = [...came, ...went];
      return example === undefined
        ? undefined
        : {
            at: [at(first[0]?.exchange), at(again[0]?.exchange)].filter(({ exchange }) => exchange !== ''),
            got: `${name} was shown ${came.length} entries more and ${went.length} less after others had listed, the ${named(example)} among them`,
            want: 'the same list',
            key: name,
          };
    });
  },
});
