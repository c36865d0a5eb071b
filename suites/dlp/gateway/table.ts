// The leak table: what a gateway stopped of what was planted, by category, encoding and channel, and what it cost.

import type { Alteration, GatewayMeasures, Row } from './rows.ts';

export interface Line {
  readonly planted: number;
  readonly blocked: number;
  readonly redacted: number;
  readonly leaked: number;
  readonly lost: number;
  /** Share of what was stopped in what could be judged; 1 where nothing was. */
  readonly recall: number | null;
}

export interface Benign {
  readonly cases: number;
  readonly intact: number;
  readonly altered: number;
  readonly blocked: number;
  readonly lost: number;
  /** Share of look-alikes that were stopped or changed. */
  readonly overBlocking: number | null;
}

type Cells = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface LeakTable {
  readonly all: Line;
  readonly byCategory: Readonly<Record<string, Line>>;
  readonly byEncoding: Readonly<Record<string, Line>>;
  readonly byChannel: Readonly<Record<string, Line>>;
  /** `leaked 2 of 3`, `kept 3 of 3`, `not carried`, or `-` for what was not asked. */
  readonly categoryByChannel: Cells;
  readonly encodingByChannel: Cells;
  readonly benign: Benign;
  readonly benignByKind: Readonly<Record<string, Benign>>;
  readonly notCarried: readonly string[];
}

export interface LeakTables {
  readonly results: LeakTable;
  readonly arguments: LeakTable;
  readonly alterations: readonly Omit<Alteration, 'exchange'>[];
}

export const tablesOf = ({ rows, alterations }: GatewayMeasures): LeakTables => ({
  results: tableOf(rows.filter(({ direction }) => direction === 'result')),
  arguments: tableOf(rows.filter(({ direction }) => direction === 'argument')),
  alterations: alterations.map(({ where, what, times }) => ({ where, what, times })),
});

function tableOf(rows: readonly Row[]): LeakTable {
  const planted = rows.filter((row) => row.planted);
  const benign = rows.filter((row) => !row.planted);
  const channels = grouped(rows, 'channel');
  return {
    all: lineOf(planted),
    byCategory: each(grouped(planted, 'category'), lineOf),
    byEncoding: each(grouped(planted, 'encoding'), lineOf),
    byChannel: each(grouped(planted, 'channel'), lineOf),
    categoryByChannel: cellsOf(planted, 'category'),
    encodingByChannel: cellsOf(planted, 'encoding'),
    benign: benignOf(benign),
    benignByKind: each(grouped(benign, 'category'), benignOf),
    notCarried: [...channels].filter(([, all]) => all.every(({ outcome }) => outcome === 'lost')).map(([name]) => name),
  };
}

type Member = 'category' | 'encoding' | 'channel';

const grouped = (rows: readonly Row[], by: Member): ReadonlyMap<string, readonly Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[by]);
    if (group === undefined) groups.set(row[by], [row]);
    else group.push(row);
  }
  return groups;
};

const each = <T>(
  groups: ReadonlyMap<string, readonly Row[]>,
  make: (rows: readonly Row[]) => T,
): Readonly<Record<string, T>> => Object.fromEntries([...groups].map(([name, rows]) => [name, make(rows)]));

const counter =
  (rows: readonly Row[]) =>
  (outcome: Row['outcome']): number =>
    rows.filter((row) => row.outcome === outcome).length;

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

function lineOf(rows: readonly Row[]): Line {
  const count = counter(rows);
  const [blocked, redacted, leaked, lost] = [count('blocked'), count('redacted'), count('leaked'), count('lost')];
  const recall = share(blocked + redacted, rows.length - lost);
  return { planted: rows.length, blocked, redacted, leaked, lost, recall };
}

function benignOf(rows: readonly Row[]): Benign {
  const count = counter(rows);
  const [intact, altered, blocked, lost] = [count('intact'), count('altered'), count('blocked'), count('lost')];
  const overBlocking = share(altered + blocked, rows.length - lost);
  return { cases: rows.length, intact, altered, blocked, lost, overBlocking };
}

/** Every channel in every row, so that the cells are a map even where few of them were asked. */
function cellsOf(planted: readonly Row[], by: Member): Cells {
  const channels = [...grouped(planted, 'channel').keys()];
  return each(grouped(planted, by), (rows) => {
    const cells = grouped(rows, 'channel');
    return Object.fromEntries(channels.map((channel) => [channel, wordOf(cells.get(channel) ?? [])]));
  });
}

function wordOf(cell: readonly Row[]): string {
  const { leaked, lost } = lineOf(cell);
  const judged = cell.length - lost;
  if (judged === 0) return cell.length === 0 ? '-' : 'not carried';
  return leaked > 0 ? `leaked ${leaked} of ${judged}` : `kept ${judged} of ${judged}`;
}
