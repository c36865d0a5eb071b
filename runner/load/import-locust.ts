// Reads what Locust measured into the figures of our own reports: the file an exported locustfile writes when it ends,
// or the statistics that `--csv` wrote (which Locust flushes a little before the end).

import { existsSync, readFileSync } from 'node:fs';
import { round, type Latency, type LoadFigures, type StepFigures } from './figures.ts';

/** Locust names the handshake and the end of sessions in parentheses: they are not the scenario. */
const isSetup = (name: string): boolean => name === 'initialize' || name.startsWith('(');

/** @throws TypeError where the file is not what Locust, or the exported script, writes. */
export function importLocust(file: string): LoadFigures {
  return file.endsWith('.json') ? fromJson(file) : fromCsv(file);
}

interface Entry {
  readonly name: string;
  readonly count: number;
  readonly failures: number;
  readonly total: number;
  readonly max: number;
  /** Milliseconds, rounded as Locust does, and how many requests took as long. */
  readonly times: Readonly<Record<string, number>>;
}

interface Results {
  readonly format: 'assay-locust/1';
  readonly elapsedSeconds: number;
  readonly entries: readonly Entry[];
  readonly errors: readonly { readonly name: string; readonly error: string; readonly occurrences: number }[];
  readonly seconds: Readonly<Record<string, number>>;
}

function fromJson(file: string): LoadFigures {
  const results = parse(file);
  const errorsOf = (which: (name: string) => boolean): Record<string, number> => {
    const kinds: Record<string, number> = {};
    for (const { name, error, occurrences } of results.errors)
      if (which(name)) kinds[kindIn(error)] = (kinds[kindIn(error)] ?? 0) + occurrences;
    return kinds;
  };
  const steps = results.entries.map((entry): StepFigures => ({
    name: entry.name,
    count: entry.count,
    errors: errorsOf((name) => name === entry.name),
    latency: latencyOf([entry]),
  }));
  const scenario = results.entries.filter(({ name }) => !isSetup(name));
  const all = latencyOf(scenario);
  const seconds = Object.entries(results.seconds).toSorted((a, b) => Number(a[0]) - Number(b[0]));
  return figuresFrom(
    steps,
    errorsOf(() => true),
    all,
    results.elapsedSeconds * 1000,
    {
      histogram: histogramOf(scenario),
      seconds: seconds.map(([, count]) => ({ count, errors: 0, worstMs: 0 })),
    },
  );
}

function parse(file: string): Results {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new TypeError(`${file} cannot be read as JSON`, { cause: error });
  }
  const ours = typeof raw === 'object' && raw !== null && 'format' in raw && raw.format === 'assay-locust/1';
  if (!ours) throw new TypeError(`${file} was not written by an exported locustfile`);
  return raw as Results;
}

function timesOf(entries: readonly Entry[]): readonly (readonly [ms: number, count: number])[] {
  const counts = new Map<number, number>();
  for (const { times } of entries)
    for (const [ms, count] of Object.entries(times)) counts.set(Number(ms), (counts.get(Number(ms)) ?? 0) + count);
  return [...counts].toSorted((a, b) => a[0] - b[0]);
}

function latencyOf(entries: readonly Entry[]): Latency {
  const times = timesOf(entries);
  const count = times.reduce((sum, [, one]) => sum + one, 0);
  const at = (percentile: number): number => {
    let seen = 0;
    for (const [ms, one] of times) if ((seen += one) >= (count * percentile) / 100) return ms;
    return times.at(-1)?.[0] ?? 0;
  };
  const requests = entries.reduce((sum, entry) => sum + entry.count, 0);
  const total = entries.reduce((sum, entry) => sum + entry.total, 0);
  return {
    count: requests,
    ...{ p50: at(50), p75: at(75), p90: at(90), p95: at(95), p99: at(99), p999: at(99.9) },
    max: round(Math.max(0, ...entries.map(({ max }) => max))),
    mean: requests === 0 ? 0 : round(total / requests),
  };
}

function histogramOf(entries: readonly Entry[]): LoadFigures['histogram'] {
  const rows: [number, number][] = [];
  for (const [ms, count] of timesOf(entries)) {
    const upTo = 2 ** Math.ceil(Math.log2(Math.max(1, ms)));
    const last = rows.at(-1);
    if (last?.[0] === upTo) last[1] += count;
    else rows.push([upTo, count]);
  }
  return rows;
}

function figuresFrom(
  steps: readonly StepFigures[],
  byKind: Readonly<Record<string, number>>,
  latency: Latency,
  elapsedMs: number,
  more: Pick<LoadFigures, 'histogram' | 'seconds'>,
): LoadFigures {
  const sum = (which: (step: StepFigures) => boolean): number =>
    steps.filter(which).reduce((total, { count }) => total + count, 0);
  const requests = sum(({ name }) => !isSetup(name));
  const total = Object.values(byKind).reduce((one, count) => one + count, 0);
  return {
    mode: 'closed',
    elapsedMs: Math.round(elapsedMs),
    requests,
    perSecond: elapsedMs === 0 ? 0 : round((requests / elapsedMs) * 1000),
    errors: {
      total,
      rate: round(
        total /
          Math.max(
            1,
            sum(() => true),
          ),
        6,
      ),
      byKind,
    },
    latency,
    steps,
    ...more,
    sessions: { opened: sum(({ name }) => name === 'initialize'), lost: 0, ended: sum(({ name }) => name === '(end)') },
    connections: 0,
    answers: { json: 0, sse: 0 },
    generator: { threads: 0, lagP99Ms: 0, rssMiB: 0 },
  };
}

type Row = Readonly<Record<string, string>>;

function fromCsv(file: string): LoadFigures {
  const rows = readTable(file);
  const total = rows.find((row) => row['Name'] === 'Aggregated');
  if (total?.['Request Count'] === undefined)
    throw new TypeError(`${file} is no statistics file of Locust: give the …_stats.csv that --csv wrote`);
  const beside = file.replace(/_stats\.csv$/, '_failures.csv');
  const failures = beside !== file && existsSync(beside) ? readTable(beside) : [];
  const kindsOf = (which: (row: Row) => boolean): Record<string, number> => {
    const kinds: Record<string, number> = {};
    for (const row of failures.filter(which))
      kinds[kindIn(row['Error'] ?? '')] = (kinds[kindIn(row['Error'] ?? '')] ?? 0) + Number(row['Occurrences'] ?? 0);
    return kinds;
  };
  const own = rows.filter((row) => row['Name'] !== 'Aggregated');
  const steps = own.map((row): StepFigures => {
    const name = row['Name'] ?? '';
    return {
      name,
      count: Number(row['Request Count']),
      errors: kindsOf((one) => one['Name'] === name),
      latency: latencyFrom(row),
    };
  });
  const perSecond = Number(total['Requests/s'] ?? 0);
  const elapsedMs = perSecond > 0 ? (Number(total['Request Count']) / perSecond) * 1000 : 0;
  return figuresFrom(
    steps,
    kindsOf(() => true),
    latencyFrom(total),
    elapsedMs,
    { histogram: [], seconds: [] },
  );
}

/** Locust wraps the text that a script gave into the name of an exception, in some versions. */
const kindIn = (text: string): string => /^(?:\w+\()?['"]?(.*?)['"]?\)?$/s.exec(text)?.[1] ?? text;

const latencyFrom = (row: Row): Latency => ({
  count: Number(row['Request Count'] ?? 0),
  p50: Number(row['50%'] ?? 0),
  p75: Number(row['75%'] ?? 0),
  p90: Number(row['90%'] ?? 0),
  p95: Number(row['95%'] ?? 0),
  p99: Number(row['99%'] ?? 0),
  p999: Number(row['99.9%'] ?? 0),
  max: round(Number(row['Max Response Time'] ?? 0)),
  mean: round(Number(row['Average Response Time'] ?? 0)),
});

function readTable(file: string): readonly Row[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new TypeError(`${file} cannot be read`, { cause: error });
  }
  const [head, ...rows] = readCsv(text);
  return rows.map((row) => Object.fromEntries((head ?? []).map((name, index) => [name, row[index] ?? ''])));
}

/** Comma-separated values with quotes (RFC 4180). */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [whole, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (whole === '' && row.length === 0) break;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
