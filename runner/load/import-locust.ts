// Reads what Locust wrote (`--csv`: …_stats.csv and, beside it, …_failures.csv) into the figures of our own reports.

import { existsSync, readFileSync } from 'node:fs';
import type { Latency, LoadFigures, StepFigures } from './figures.ts';

/** Requests Locust names in parentheses are the handshake and the end of sessions, which are not the scenario. */
const isSetup = (name: string): boolean => name === 'initialize' || name.startsWith('(');

/** @throws TypeError where the file is not what Locust writes. */
export function importLocust(statsFile: string): LoadFigures {
  const rows = readTable(statsFile);
  const total = rows.find((row) => row['Name'] === 'Aggregated');
  if (total === undefined || total['Request Count'] === undefined)
    throw new TypeError(`${statsFile} is no statistics file of Locust: give the …_stats.csv that --csv wrote`);
  const failuresFile = statsFile.replace(/_stats\.csv$/, '_failures.csv');
  const failures = failuresFile !== statsFile && existsSync(failuresFile) ? readTable(failuresFile) : [];
  const own = rows.filter((row) => row['Name'] !== 'Aggregated');
  const steps = own.map((row) => stepFrom(row, failures));
  const scenario = steps.filter(({ name }) => !isSetup(name));
  const requests = scenario.reduce((sum, { count }) => sum + count, 0);
  const byKind = kindsOf(failures, () => true);
  const errors = Object.values(byKind).reduce((sum, count) => sum + count, 0);
  const all = steps.reduce((sum, { count }) => sum + count, 0);
  const perSecond = own
    .filter((row) => !isSetup(row['Name'] ?? ''))
    .reduce((sum, row) => sum + Number(row['Requests/s'] ?? 0), 0);
  return {
    mode: 'closed',
    elapsedMs: perSecond > 0 ? Math.round((requests / perSecond) * 1000) : 0,
    requests,
    perSecond: Number(perSecond.toFixed(3)),
    errors: { total: errors, rate: all === 0 ? 0 : Number((errors / all).toFixed(6)), byKind },
    latency: latencyFrom(total),
    steps,
    histogram: [],
    seconds: historyOf(statsFile.replace(/_stats\.csv$/, '_stats_history.csv')),
    sessions: { opened: countOf(steps, 'initialize'), lost: 0, ended: countOf(steps, '(end)') },
    connections: 0,
    answers: { json: 0, sse: 0 },
    generator: { threads: 0, lagP99Ms: 0, rssMiB: 0 },
  };
}

const countOf = (steps: readonly StepFigures[], name: string): number =>
  steps.filter((step) => step.name === name).reduce((sum, { count }) => sum + count, 0);

type Row = Readonly<Record<string, string>>;

function stepFrom(row: Row, failures: readonly Row[]): StepFigures {
  const name = row['Name'] ?? '';
  const errors = kindsOf(failures, (failure) => failure['Name'] === name && failure['Method'] === row['Type']);
  return { name, count: Number(row['Request Count']), errors, latency: latencyFrom(row) };
}

/** Locust wraps the text that a script gave into the name of an exception, in some versions. */
const kindIn = (text: string): string => /^(?:\w+\()?['"]?(.*?)['"]?\)?$/s.exec(text)?.[1] ?? text;

function kindsOf(failures: readonly Row[], which: (row: Row) => boolean): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const failure of failures.filter(which)) {
    const kind = kindIn(failure['Error'] ?? '');
    kinds[kind] = (kinds[kind] ?? 0) + Number(failure['Occurrences'] ?? 0);
  }
  return kinds;
}

const latencyFrom = (row: Row): Latency => ({
  count: Number(row['Request Count'] ?? 0),
  p50: Number(row['50%'] ?? 0),
  p75: Number(row['75%'] ?? 0),
  p90: Number(row['90%'] ?? 0),
  p95: Number(row['95%'] ?? 0),
  p99: Number(row['99%'] ?? 0),
  p999: Number(row['99.9%'] ?? 0),
  max: Number(Number(row['Max Response Time'] ?? 0).toFixed(3)),
  mean: Number(Number(row['Average Response Time'] ?? 0).toFixed(3)),
});

/** One row a second, from the running totals of the history, where there is one. */
function historyOf(file: string): LoadFigures['seconds'] {
  if (!existsSync(file)) return [];
  const totals = readTable(file).filter((row) => row['Name'] === 'Aggregated');
  return totals.slice(1).map((row, index) => {
    const before = totals[index];
    const grown = (column: string): number => Math.max(0, Number(row[column] ?? 0) - Number(before?.[column] ?? 0));
    return {
      count: grown('Total Request Count'),
      errors: grown('Total Failure Count'),
      worstMs: Number(row['100%'] ?? 0) || 0,
    };
  });
}

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
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const row = rows.at(-1) ?? (rows.push([]), rows[rows.length - 1]);
    row?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.some((cell) => cell !== ''));
}
