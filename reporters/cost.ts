// What definitions cost of a context, for a terminal; from `measures.cost`.

import type { Json } from '../suites/kernel/recording.ts';
import { clip, padEnd, padStart } from './columns.ts';
import type { Style } from './terminal-style.ts';
import { visible } from './visible.ts';

const MOST = 10;

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

const listAt = (value: unknown, key: string): readonly unknown[] => {
  const found = at(value, key);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
};

const number = (value: unknown): string => String(typeof value === 'number' ? value : '');

/** The dearest tools, the sum, and what is said twice. Nothing where the report is of no count. */
export function costLines(measures: Readonly<Record<string, Json>>, style: Style): string[] {
  const cost = measures['cost'];
  const rows = listAt(cost, 'rows');
  if (rows.length === 0) return [];
  const shown = style.verbose ? rows : rows.slice(0, MOST);
  const width = Math.max(20, Math.min(48, style.columns - 30));
  const line = (name: string, o200k: string, cl100k: string): string =>
    `  ${padEnd(clip(visible(name), width), width)} ${padStart(o200k, 8)} ${padStart(cl100k, 8)}`;
  const repeated = listAt(cost, 'repeated');
  const spare = repeated.reduce<number>((sum, one) => sum + Number(at(one, 'spare') ?? 0), 0);
  return [
    '',
    style.paint.bold('TOKENS'),
    style.paint.dim(line('', 'o200k', 'cl100k')),
    ...shown.map((row) => line(String(at(row, 'name')), number(at(row, 'o200k')), number(at(row, 'cl100k')))),
    ...(rows.length > shown.length ? [style.paint.dim(`  ${rows.length - shown.length} more`)] : []),
    style.paint.bold(
      line(`all ${rows.length}`, number(at(at(cost, 'total'), 'o200k')), number(at(at(cost, 'total'), 'cl100k'))),
    ),
    ...(spare > 0 ? [`  ${spare} tokens are passages that several tools repeat`] : []),
  ];
}
