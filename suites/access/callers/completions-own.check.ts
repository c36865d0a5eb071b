// What is offered while somebody types is a list too.

import { check } from '../../kernel/check.ts';
import { at, judgeEach, member, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { callers, NO_CALLERS } from './callers.ts';
import { listedBy, outranks } from './doing.ts';
import { idsShown } from './ids.ts';
import { paramsOf } from './steps.ts';
import { expanded } from './takeovers.ts';
import { keyOf, nothing } from './verdicts.ts';

const valuesOf = (exchange: Exchange): readonly string[] => {
  const values = member(member(resultOf(exchange), 'completion'), 'values');
  return Array.isArray(values) ? (values as readonly unknown[]).filter((one) => typeof one === 'string') : [];
};

const refOf = (exchange: Exchange): string => {
  const ref = paramsOf(exchange)['ref'];
  return String(member(ref, 'uri') ?? member(ref, 'name') ?? '');
};

export default check({
  title: 'Completion offers a caller nothing that only another was shown',
  level: 'should',
  severity: 'high',
  revisions: { since: '2025-03-26' },
  requirements: [],
  why: 'An empty word asks for everything there is: ids and names of other people are told by whoever completes without asking who types.',
  fix: 'Complete from the objects of the caller, by the same query that lists them.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }) => {
    const { facts, asked } = compared;
    if (facts === undefined) return nothing(NO_CALLERS);
    const shown = (name: string): ReadonlySet<string> =>
      new Set([
        ...idsShown(asked, name),
        ...listedBy(asked, name, 1).flatMap((item) => (item.kind === 'resource' ? [item.name] : [])),
      ]);
    const known = new Map([...new Set(asked.map(({ caller }) => caller))].map((name) => [name, shown(name)] as const));
    return judgeEach(
      compared.of('complete').filter(({ exchange }) => resultOf(exchange) !== undefined),
      ({ caller, exchange }) => {
        const ref = refOf(exchange);
        const forms = (value: string): readonly string[] => [value, expanded(ref, value)];
        const own = known.get(caller) ?? new Set();
        for (const [owner, theirs] of known) {
          if (owner === caller || outranks(asked, caller, owner)) continue;
          const foreign = valuesOf(exchange).filter(
            (value) => forms(value).some((form) => theirs.has(form)) && !forms(value).some((form) => own.has(form)),
          );
          if (foreign.length > 0)
            return {
              at: [at(exchange)],
              got: `${caller} is offered ${foreign.length} values for ${ref} that ${owner} was shown and ${caller} was not`,
              want: 'values of the caller alone',
              key: keyOf(ref, owner, 'to', caller),
            };
        }
        return undefined;
      },
      'completion is not declared, or there is nothing to complete',
    );
  },
});
