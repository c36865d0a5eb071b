// Static drawings of figures: histograms, curves over time. Made of numbers alone; every one says in words what it shows.

import type { Json } from '../../suites/kernel/recording.ts';
import { figure } from './figures.ts';
import { escape, markup, type Markup, trusted } from './markup.ts';

const WIDTH = 640;
const HEIGHT = 180;
const LEFT = 56;
const BOTTOM = 26;
const TOP = 10;

const round = (value: number): string => value.toFixed(1);

function frame(
  title: string,
  body: string,
  labels: readonly (readonly [x: number, y: number, text: string, anchor: string])[],
): Markup {
  const texts = labels.map(
    ([x, y, text, anchor]) => `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escape(text)}</text>`,
  );
  const axis = `<path class="grid" d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - 8}" fill="none"/>`;
  return markup`<figure class="chart">${trusted(`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(title)}">${axis}${body}${texts.join('')}</svg>`)}<figcaption class="soft">${title}</figcaption></figure>`;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One curve from zero; the highest value and the last x are written at the axes. */
export function curve(
  title: string,
  points: readonly Point[],
  unit: { readonly x: string; readonly y: string },
): Markup {
  const last = Math.max(1, ...points.map(({ x }) => x));
  const top = Math.max(...points.map(({ y }) => y)) || 1;
  const at = ({ x, y }: Point): string =>
    `${round(LEFT + (x / last) * (WIDTH - LEFT - 8))} ${round(TOP + (1 - y / top) * (HEIGHT - BOTTOM - TOP))}`;
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${at(point)}`).join('');
  return frame(title, `<path class="line" d="${path}"/>`, [
    [LEFT - 6, TOP + 10, `${figure(top)} ${unit.y}`.trim(), 'end'],
    [LEFT - 6, HEIGHT - BOTTOM, '0', 'end'],
    [WIDTH - 8, HEIGHT - 8, `${figure(last)} ${unit.x}`.trim(), 'end'],
  ]);
}

/** Buckets `[upper end, count]`, the x axis logarithmic: latencies have long tails. */
export function histogram(title: string, buckets: readonly (readonly [number, number])[], unit: string): Markup {
  const shown = buckets.filter(([, count]) => count > 0);
  const [low, high] = [Math.max(0.01, shown[0]?.[0] ?? 0.01), Math.max(0.02, shown.at(-1)?.[0] ?? 0.02)];
  const span = Math.log(high / low) || 1;
  const top = Math.max(...shown.map(([, count]) => count)) || 1;
  const place = (value: number): number => LEFT + (Math.log(Math.max(low, value) / low) / span) * (WIDTH - LEFT - 20);
  const bars = shown.map(([upTo, count], index) => {
    const height = (count / top) * (HEIGHT - BOTTOM - TOP);
    const next = shown[index + 1]?.[0];
    const width = Math.max(2, (next === undefined ? 14 : place(next) - place(upTo)) - 2);
    return `<rect class="bar" x="${round(place(upTo))}" y="${round(HEIGHT - BOTTOM - height)}" width="${round(width)}" height="${round(Math.max(1, height))}"/>`;
  });
  return frame(title, bars.join(''), [
    [LEFT - 6, TOP + 10, figure(top), 'end'],
    [LEFT, HEIGHT - 8, `${figure(low)} ${unit}`, 'start'],
    [WIDTH - 8, HEIGHT - 8, `${figure(high)} ${unit}`, 'end'],
  ]);
}

const isRow = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const numbers = (rows: readonly unknown[], key: string): boolean =>
  rows.every((row) => isRow(row) && typeof row[key] === 'number');

/** The drawing that fits a member of the measures, by its shape; `undefined` where a table says more. */
export function chartOf(name: string, value: Json): Markup | undefined {
  if (!Array.isArray(value) || value.length < 2) return undefined;
  if (
    name === 'histogram' &&
    value.every((row) => Array.isArray(row) && row.length === 2 && row.every((one) => typeof one === 'number'))
  )
    return histogram(
      'Requests by latency in milliseconds (logarithmic)',
      value as readonly (readonly [number, number])[],
      'ms',
    );
  const rows = value as readonly Readonly<Record<string, number>>[];
  const over = (key: string, x: (row: Readonly<Record<string, number>>, index: number) => number): Point[] =>
    rows.map((row, index) => ({ x: x(row, index), y: row[key] ?? 0 }));
  if (name === 'seconds' && numbers(value, 'count'))
    return markup`${curve(
      'Requests answered in each second',
      over('count', (_, index) => index),
      { x: 's', y: '' },
    )}${
      numbers(value, 'worstMs') &&
      curve(
        'Slowest answer of each second',
        over('worstMs', (_, index) => index),
        { x: 's', y: 'ms' },
      )
    }`;
  if (name === 'process' && numbers(value, 'rssMiB') && numbers(value, 'atMs'))
    return curve(
      'Memory of the server',
      over('rssMiB', (row) => (row['atMs'] ?? 0) / 1000),
      { x: 's', y: 'MiB' },
    );
  return undefined;
}
