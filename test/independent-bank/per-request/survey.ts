// Plants every fault of the bank, several servers at a time, and says which of them were found.

import { requirements } from '../../../suites/requirements/inventory.ts';
import { auditBank, caught, complaints, type Place, type Via } from './detect.ts';
import { BANK } from './mutants/index.ts';
import { type Planted, together } from './plant.ts';
import type { AuditOptions } from '../../../runner/options.ts';
import type { Shape } from './shapes.ts';

export interface Sown {
  /** The entry, with `#variant` where it has several faults. */
  readonly name: string;
  readonly place: Place;
  readonly want: 'fail' | 'warn';
}

export interface Outcome extends Sown {
  readonly got: 'fail' | 'warn' | undefined;
  /** What was said instead, or beside it. */
  readonly others: readonly string[];
}

export const entryOf = (name: string): string => name.split('#')[0] ?? name;

const levels = new Map(
  requirements()
    .filter(({ revisions }) => revisions.includes('2026-07-28'))
    .map(({ id, level }) => [id, level]),
);

/** Every fault at every place it is planted in. */
export const sown = (pick: (name: string) => boolean = () => true): readonly Sown[] =>
  Object.entries(BANK).flatMap(([name, { shapes = FULL, via = STDIO, unseen, want: told }]) => {
    if (unseen !== undefined || !pick(name)) return [];
    const want = told ?? (levels.get(entryOf(name))?.startsWith('MUST') === true ? 'fail' : 'warn');
    return shapes.flatMap((shape) => via.map((one): Sown => ({ name, place: { shape, via: one }, want })));
  });

const optionsOf = ({ known }: Planted): AuditOptions => (known === undefined ? {} : { known });

const FULL: readonly Shape[] = ['full'];
const STDIO: readonly Via[] = ['stdio'];

export async function survey(
  all: readonly Sown[],
  told: (outcome: Outcome) => void,
  atOnce = 4,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const rest = [...all];
  const worker = async (): Promise<void> => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
      const planted = BANK[one.name] ?? {};
      const report = await auditBank(one.place, planted, optionsOf(planted));
      const others = complaints(report).map(({ rule, outcome }) => `${outcome} ${rule.id}`);
      const faults = report.faults.map(({ stage, where, message }) => `fault ${stage} ${where}: ${message}`);
      const outcome = { ...one, got: caught(report, entryOf(one.name)), others: [...faults, ...others] };
      outcomes.push(outcome);
      told(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return outcomes;
}

/** Areas whose faults break more than what they are about: each is planted alone. */
const ALONE = /^(?:lifecycle|jsonrpc|http|stdio|authorization)\./u;

/**
 * Faults of different areas in one server; what is not found there is planted alone, so that only what hides behind
 * another costs an audit of its own.
 */
export async function surveyTogether(
  all: readonly Sown[],
  told: (outcome: Outcome) => void,
  size: number,
  atOnce = 4,
): Promise<readonly Outcome[]> {
  const groups = grouped(
    all.filter(({ name }) => !ALONE.test(name)),
    size,
  );
  const outcomes: Outcome[] = [];
  const missed: Sown[] = [];
  const worker = async (): Promise<void> => {
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
      const [{ place }] = group;
      const report = await auditBank(place, together(group.map(({ name }) => BANK[name] ?? {})));
      for (const one of group) {
        const outcome = { ...one, got: caught(report, entryOf(one.name)), others: [] };
        if (found(outcome)) outcomes.push(outcome);
        else missed.push(one);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const alone = [...missed, ...all.filter(({ name }) => ALONE.test(name))];
  return [...outcomes, ...(await survey(alone, told, atOnce))];
}

type Group = readonly [Sown, ...Sown[]];

/** No two of the same area in a group, and all at one place. */
function grouped(all: readonly Sown[], size: number): Group[] {
  const groups: [Sown, ...Sown[]][] = [];
  const area = ({ name }: Sown): string => name.split('.')[0] ?? '';
  const at = ({ place }: Sown): string => `${place.shape} ${place.via}`;
  for (const one of all) {
    const group = groups.find(
      (many) => many.length < size && at(many[0]) === at(one) && many.every((other) => area(other) !== area(one)),
    );
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return groups;
}

/** `fail` is enough where a warning is due. */
export const found = ({ got, want }: Outcome): boolean => got === 'fail' || got === want;
