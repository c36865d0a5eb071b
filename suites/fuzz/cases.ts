// The calls of a campaign against one tool, in an order that shows most defects early: what is known to break programs
// first, chance last. All of it follows from the schema and the seed.

import { generatorOf, isGenerator } from '../generation/arbitrary.ts';
import { randomFrom } from '../generation/bounded.ts';
import { HOSTILE } from '../generation/hostile.ts';
import { nearMisses } from '../generation/near-miss.ts';
import { read, replace } from '../generation/place.ts';
import type { Path } from '../generation/place.ts';
import { canonical } from '../generation/plain.ts';
import { isObject, pointer } from '../kernel/look.ts';
import type { Json } from '../kernel/recording.ts';
import { asksToWait, hurried } from '../generation/subject.ts';
import type { Subject } from '../generation/subject.ts';

export type CaseKind = 'valid' | 'near-miss' | 'hostile' | 'edge' | 'protocol' | 'random';

export interface FuzzCase {
  readonly kind: CaseKind;
  readonly name: string;
  /** `undefined`: the member is left out. */
  readonly arguments: Json | undefined;
  /** What is wrong with the request itself, where it is. */
  readonly deliberate?: string;
}

/** Shares of a run that the made cases may take; the rest is drawn. */
const MOST = { near: 160, hostile: 200, edge: 80 };

export function casesOf(subject: Subject, seed: number, most: number): readonly FuzzCase[] {
  const drawn = drawer(subject, seed);
  const ground = drawn('plain', true) ?? drawn('plain', false) ?? {};
  const small = drawn('plain', false) ?? {};
  const made = interleave([
    [...malformed()],
    nearMisses(subject.inputSchema, (seed % 1000) + 1)
      .filter(({ at, keyword }) => at !== '' || keyword !== 'type')
      .slice(0, MOST.near)
      .map((near) => ({ kind: 'near-miss' as const, name: near.name, arguments: near.value })),
    [...hostileCases(subject, ground)].slice(0, MOST.hostile),
    [...edgeCases(subject, ground)].slice(0, MOST.edge),
  ]);
  const first: FuzzCase[] = [small, ground].map((value) => ({
    kind: 'valid',
    name: 'ordinary arguments',
    arguments: value,
  }));
  const random: FuzzCase[] = [];
  for (let i = first.length + made.length; i < most; i += 1) {
    const value = drawn('wild', false);
    if (value === undefined) break;
    random.push({ kind: 'random', name: 'drawn from the schema', arguments: value });
  }
  const quick = [...first, ...made, ...random].map((one) =>
    one.arguments === undefined ? one : { ...one, arguments: hurried(subject, one.arguments) },
  );
  return distinct(quick)
    .filter((one) => !asksToWait(subject, one.arguments))
    .slice(0, most);
}

/** Takes from each list in turn, so that a short run has seen something of every kind. */
function interleave(lists: readonly (readonly FuzzCase[])[]): readonly FuzzCase[] {
  const out: FuzzCase[] = [];
  const longest = Math.max(...lists.map((list) => list.length));
  for (let i = 0; i < longest; i += 1)
    for (const list of lists) if (list[i] !== undefined) out.push(list[i] as FuzzCase);
  return out;
}

function distinct(cases: readonly FuzzCase[]): readonly FuzzCase[] {
  const seen = new Set<string>();
  return cases.filter((one) => {
    const id = one.arguments === undefined ? 'none' : canonical(one.arguments);
    return seen.has(id) ? false : Boolean(seen.add(id));
  });
}

type Drawer = (temper: 'plain' | 'wild', full: boolean) => Json | undefined;

function drawer(subject: Subject, seed: number): Drawer {
  const random = randomFrom(seed);
  const made = new Map<string, ReturnType<typeof generatorOf>>();
  let runs = 0;
  return (temper, full) => {
    const key = `${temper} ${full}`;
    if (!made.has(key)) made.set(key, generatorOf(subject.inputSchema, { temper, full }));
    const generator = made.get(key);
    if (generator === undefined || !isGenerator(generator)) return undefined;
    runs += 1;
    // fast-check's own bias grows weaker with the number of the run: first small and extreme values, then all.
    return generator.arbitrary.generate(random, runs % 3 === 0 ? undefined : 2 + Math.floor(Math.log10(runs))).value;
  };
}

/** Requests whose `arguments` are no object: the protocol level of the same tool. */
function* malformed(): Generator<FuzzCase> {
  yield { kind: 'protocol', name: 'arguments left out', arguments: undefined };
  const wrong: readonly (readonly [string, Json])[] = [
    ['null', null],
    ['an array', []],
    ['text', 'assay'],
    ['a number', 42],
    ['true', true],
  ];
  for (const [what, value] of wrong)
    yield { kind: 'protocol', name: `arguments are ${what}`, arguments: value, deliberate: `arguments are ${what}` };
}

/** Every place of a value. */
function* placesOf(value: Json, path: Path = []): Generator<Path> {
  yield path;
  if (isObject(value)) for (const [key, inner] of Object.entries(value)) yield* placesOf(inner, [...path, key]);
  else if (Array.isArray(value))
    for (const [i, inner] of (value as readonly Json[]).slice(0, 2).entries()) yield* placesOf(inner, [...path, i]);
}

const allowed = (subject: Subject, value: Json): boolean => subject.input?.valid(value) ?? true;

/** Hostile text in each place that takes free text, everything else ordinary. */
function* hostileCases(subject: Subject, ground: Json): Generator<FuzzCase> {
  const texts = [...placesOf(ground)].filter((path) => typeof read(ground, path) === 'string');
  for (const { kind, text } of HOSTILE)
    for (const path of texts) {
      const value = replace(ground, path, text);
      if (allowed(subject, value)) yield { kind: 'hostile', name: `${kind} in ${pointer(...path)}`, arguments: value };
    }
}

const NUMBERS = [
  0,
  -1,
  1,
  0.1,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  -(2 ** 31) - 1,
  1e21,
  -1e21,
  1e308,
  100,
  255,
  256,
  65_536,
];

/** Edges of what the schema allows: numbers at the ends of machine types, empty and long containers, members left out. */
function* edgeCases(subject: Subject, ground: Json): Generator<FuzzCase> {
  for (const path of placesOf(ground)) {
    const here = read(ground, path);
    for (const [name, part] of edgesOf(here)) {
      const value = replace(ground, path, part);
      if (allowed(subject, value)) yield { kind: 'edge', name: `${name} at ${pointer(...path)}`, arguments: value };
    }
    if (path.length === 0) continue;
    const without = replace(ground, path, undefined);
    if (allowed(subject, without)) yield { kind: 'edge', name: `${pointer(...path)} left out`, arguments: without };
  }
}

function* edgesOf(here: Json | undefined): Generator<readonly [string, Json]> {
  if (typeof here === 'number') for (const n of NUMBERS) yield [String(n), n];
  if (typeof here === 'boolean') yield [String(!here), !here];
  if (isObject(here)) {
    yield ['an empty object', {}];
    yield [
      'a member named __proto__',
      JSON.parse(`{"__proto__":{"assay":1},${JSON.stringify(here).slice(1)}`.replace(',}', '}')) as Json,
    ];
  }
  if (Array.isArray(here)) {
    const list = here as readonly Json[];
    yield ['an empty array', []];
    if (list[0] !== undefined) yield ['the same item twice', [list[0], list[0]]];
    if (list[0] !== undefined) yield ['1000 items', Array.from({ length: 1000 }, () => list[0] as Json)];
  }
}
