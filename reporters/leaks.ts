// The leak table of a gateway for a terminal; from `measures.dlp.eras`.

import type { Json } from '../suites/kernel/recording.ts';
import { clip, padEnd, padStart } from './columns.ts';
import { indented, labelled, type Style } from './terminal-style.ts';
import { visible } from './visible.ts';

type Any = Readonly<Record<string, unknown>>;

const isAny = (value: unknown): value is Any => typeof value === 'object' && value !== null && !Array.isArray(value);
const at = (value: unknown, key: string): Any => {
  const found = isAny(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isAny(found) ? found : {};
};
const count = (value: unknown, key: string): number => {
  const found = isAny(value) ? value[key] : undefined;
  return typeof found === 'number' ? found : 0;
};
const listAt = (value: unknown, key: string): readonly unknown[] => {
  const found = isAny(value) ? value[key] : undefined;
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
};

/** Nothing where a report is of no gateway. */
export function leakLines(measures: Readonly<Record<string, Json>>, style: Style): string[] {
  const eras = Object.entries(at(measures['dlp'], 'eras'));
  const shown = new Map<string, string[]>();
  for (const [revision, era] of eras) {
    const { latency: _latency, ...tables } = isAny(era) ? era : {};
    const key = JSON.stringify(tables);
    shown.set(key, [...(shown.get(key) ?? []), revision]);
  }
  const tables = [...shown].flatMap(([key, revisions]) =>
    eraLines(JSON.parse(key) as unknown, revisions.join(', '), style),
  );
  return [...tables, ...eras.flatMap(([revision, era]) => latencyLines(revision, at(era, 'latency'), style))];
}

function eraLines(era: unknown, revisions: string, style: Style): string[] {
  const sides = [
    ['results', 'planted in results'],
    ['arguments', 'planted in arguments'],
  ] as const;
  const changed = listAt(era, 'alterations').map(
    (one) => `${text(one, 'where')}: ${text(one, 'what')} (${count(one, 'times')})`,
  );
  return [
    '',
    style.paint.bold(`STOPPED OF WHAT WAS PLANTED  ${visible(revisions)}`),
    ...sides.flatMap(([key, title]) => sideLines(at(era, key), title, style)),
    ...(changed.length === 0 ? [] : labelled('changed too', changed.join('; '), 2, style, 13)),
  ];
}

function sideLines(side: Any, title: string, style: Style): string[] {
  const all = at(side, 'all');
  if (count(all, 'planted') === 0) return [];
  const columns = [
    columnOf('channel', at(side, 'byChannel'), style),
    columnOf('encoding', at(side, 'byEncoding'), style),
    columnOf('category', at(side, 'byCategory'), style),
  ];
  const height = Math.max(...columns.map(({ length }) => length));
  const rows = Array.from({ length: height }, (_, row) =>
    columns
      .map((column) => column[row] ?? ' '.repeat(WIDTH))
      .join(' ')
      .trimEnd(),
  );
  const how = `${count(all, 'blocked')} blocked, ${count(all, 'redacted')} masked, ${count(all, 'leaked')} leaked`;
  const lost = count(all, 'lost') === 0 ? '' : `, ${count(all, 'lost')} not judged`;
  const benign = at(side, 'benign');
  const hit = `${count(benign, 'blocked')} blocked, ${count(benign, 'altered')} altered`;
  const absent = listAt(side, 'notCarried').map((name) => visible(String(name)));
  return [
    ...indented(`${title}: ${ratio(all)} stopped (${percent(all['recall'])}): ${how}${lost}`, 2, style),
    ...rows.map((row) => `  ${row}`),
    ...labelled(
      'look-alikes',
      `${count(benign, 'cases')}, of them ${hit}: over-blocking ${percent(benign['overBlocking'])}`,
      2,
      style,
      13,
    ),
    ...(absent.length === 0 ? [] : labelled('not carried', absent.join(', '), 2, style, 13)),
  ];
}

const NAME = 19;
const WIDTH = NAME + 7;

function columnOf(title: string, lines: Any, { paint }: Style): readonly string[] {
  const rows = Object.entries(lines).map(([name, line]) => {
    const cell = `${padEnd(clip(visible(name), NAME), NAME)}${padStart(ratio(isAny(line) ? line : {}), 7)}`;
    return count(line, 'leaked') > 0 ? paint.red(cell) : cell;
  });
  return [paint.dim(padEnd(title, WIDTH)), ...rows];
}

const ratio = (line: Any): string => {
  const judged = count(line, 'planted') - count(line, 'lost');
  return judged === 0 ? '-' : `${count(line, 'blocked') + count(line, 'redacted')}/${judged}`;
};

const percent = (share: unknown): string =>
  typeof share === 'number' ? `${Math.round(share * 1000) / 10} %` : 'nothing to judge';

const text = (value: unknown, key: string): string => visible(String((isAny(value) ? value[key] : undefined) ?? ''));

function latencyLines(revision: string, latency: Any, style: Style): string[] {
  if (count(latency, 'requests') === 0) return [];
  const whole = at(latency, 'through');
  const added = at(latency, 'added');
  const part = (name: string): string => {
    const { ms, low, high } = at(added, name);
    return `${name} ${signed(ms)} ms (${String(low)} to ${String(high)})`;
  };
  const more = Object.keys(added).length === 0 ? '' : `; adds ${part('p50')}, ${part('p95')}`;
  const line = `p50 ${count(whole, 'p50')} ms, p95 ${count(whole, 'p95')} ms over ${count(latency, 'requests')} requests${more}`;
  return labelled(visible(revision), line, 2, style, 13);
}

const signed = (value: unknown): string =>
  typeof value === 'number' && value >= 0 ? `+${value}` : String(value ?? '');
