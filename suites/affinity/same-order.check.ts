// A list in another order on each replica makes caches of prompts miss, and pages overlap.

import { check, type Finding } from '../kernel/check.ts';
import { ALL } from '../kernel/revision.ts';
import { sidesOf } from './sides.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

export default check({
  title: 'All replicas list in the same order',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: ['tools.list-deterministic-order'],
  why: 'Models are given the list as it comes: another order defeats prompt caches, and pages of an unordered list repeat and skip items.',
  fix: 'Sort what is listed by name, or keep the order of registration, on every replica alike.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const [first, ...others] = sidesOf(recording);
    const findings = new Map<string, Finding>();
    let seen = 0;
    for (const other of others)
      for (const [method, { names, exchanges }] of first?.lists ?? []) {
        const there = other.lists.get(method);
        if (there === undefined || names.toSorted().join('\n') !== there.names.toSorted().join('\n')) continue;
        seen += 1;
        if (names.join('\n') === there.names.join('\n') || findings.has(method)) continue;
        const at = [exchanges[0], there.exchanges[0]].flatMap((exchange) =>
          exchange === undefined ? [] : [{ exchange: exchange.id }],
        );
        const place = names.findIndex((name, index) => name !== there.names[index]);
        const got = `${method}: place ${place + 1} is ${names[place] ?? ''} on ${first?.name ?? ''}, ${there.names[place] ?? ''} on ${other.name}`;
        findings.set(method, { at, got, want: 'one order', key: method });
      }
    return { seen, findings: [...findings.values()], note: 'fewer than two lists of the same items to compare' };
  },
});
