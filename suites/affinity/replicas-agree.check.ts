// What a client was told by one replica must hold at the next.

import { check, type Finding, type Where } from '../kernel/check.ts';
import { brief, isObject } from '../kernel/look.ts';
import { ALL } from '../kernel/revision.ts';
import { sidesOf, type Listed, type Side } from './sides.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

export default check({
  title: 'All replicas say the same of themselves and offer the same',
  level: 'must',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: [],
  why: 'Behind one address, replicas that differ make tools appear and vanish and schemas change from call to call; a half-rolled-out upgrade looks like this.',
  fix: 'Roll out to a group of replicas that gets its own address, or drain sessions first; compare the versions of what runs.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const [first, ...others] = sidesOf(recording);
    if (first === undefined || others.length === 0)
      return { seen: 0, findings: [], note: 'fewer than two answers to compare' };
    const findings = new Map<string, Finding>();
    for (const other of others)
      for (const finding of differences(first, other))
        if (!findings.has(finding.key ?? '')) findings.set(finding.key ?? '', finding);
    return { seen: others.length + 1, findings: [...findings.values()] };
  },
});

function differences(one: Side, two: Side): Finding[] {
  const findings: Finding[] = [];
  const say = (key: string, got: string, want: string, at: readonly Where[]): void =>
    void findings.push({ at, got, want, key });
  const openings = [{ exchange: one.opening.id }, { exchange: two.opening.id }];
  const facts = [
    ['identity', 'name', one.identity, two.identity],
    ['capabilities', 'capabilities', one.capabilities, two.capabilities],
    ['instructions', 'instructions', one.instructions, two.instructions],
    ['revisions', 'protocol versions', one.speaks, two.speaks],
  ] as const;
  if (one.version !== two.version)
    say(
      'version',
      `version ${one.version} on ${one.name}, ${two.version} on ${two.name}: an upgrade that is rolled out halfway`,
      'one version',
      openings,
    );
  for (const [key, what, here, there] of facts)
    if (here !== there)
      say(
        key,
        `${what} ${brief(here, 200)} on ${one.name}, ${brief(there, 200)} on ${two.name}`,
        `the same ${what}`,
        openings,
      );
  for (const [method, list] of one.lists) {
    const other = two.lists.get(method);
    if (other !== undefined) findings.push(...listDifferences(method, [one.name, list], [two.name, other]));
  }
  return findings;
}

function listDifferences(method: string, [here, one]: [string, Listed], [there, two]: [string, Listed]): Finding[] {
  const at = [one.exchanges[0], two.exchanges[0]].flatMap((exchange) =>
    exchange === undefined ? [] : [{ exchange: exchange.id }],
  );
  const findings: Finding[] = [];
  for (const name of new Set([...one.items.keys(), ...two.items.keys()])) {
    const [a, b] = [one.items.get(name), two.items.get(name)];
    if (a === b) continue;
    const got =
      a === undefined || b === undefined
        ? `${name} is listed by ${a === undefined ? there : here} alone`
        : `${name} differs in ${changedIn(a, b)} between ${here} and ${there}`;
    findings.push({ at, got, want: 'the same definition on all replicas', key: `${method} ${name}` });
  }
  return findings;
}

/** The members that differ, with what each side says of the first. */
function changedIn(a: string, b: string): string {
  const [one, two] = [JSON.parse(a) as unknown, JSON.parse(b) as unknown];
  if (!isObject(one) || !isObject(two)) return 'everything';
  const keys = [...new Set([...Object.keys(one), ...Object.keys(two)])];
  const changed = keys.filter((key) => JSON.stringify(one[key]) !== JSON.stringify(two[key]));
  const [first = ''] = changed;
  return `${changed.join(', ')} (${brief(one[first], 80)} / ${brief(two[first], 80)})`;
}
