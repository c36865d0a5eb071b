// What a comparison of two targets found, for a reviewer: the fidelity table, sizes and versions; from `measures.compare`.

import type { Json } from '../suites/kernel/recording.ts';
import { clip, padEnd } from './columns.ts';
import { mdCell, mdCode, mdText } from './markdown-text.ts';
import type { Style } from './terminal-style.ts';
import { visible } from './visible.ts';

interface Row {
  readonly aspect: string;
  readonly before: string;
  readonly after: string;
  readonly fate: string;
}

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (here, key) =>
      typeof here === 'object' && here !== null && Object.hasOwn(here, key)
        ? (here as Record<string, unknown>)[key]
        : undefined,
    value,
  );

const textAt = (value: unknown, ...path: readonly string[]): string => {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : found === undefined ? '' : JSON.stringify(found);
};

function rowsOf(era: unknown): readonly Row[] {
  const rows = at(era, 'fidelity');
  if (!Array.isArray(rows)) return [];
  return (rows as readonly unknown[]).map((row) => ({
    aspect: textAt(row, 'aspect'),
    before: textAt(row, 'before'),
    after: textAt(row, 'after'),
    fate: textAt(row, 'fate'),
  }));
}

const SIGNS: Readonly<Record<string, string>> = {
  kept: '✅',
  added: '➕',
  absent: '–',
  lost: '❌',
  changed: '⚠️',
  renamed: '⚠️',
  reordered: '⚠️',
  slower: '⚠️',
};
const QUIET = new Set(['kept', 'absent']);

function eraEntries(compare: Json | undefined): readonly (readonly [string, unknown])[] {
  const eras = at(compare, 'eras');
  return typeof eras === 'object' && eras !== null ? Object.entries(eras) : [];
}

function versionLine(era: unknown): string {
  const bump = textAt(era, 'definitions', 'suggestedBump');
  const [was, is] = [textAt(era, 'definitions', 'version', 'before'), textAt(era, 'definitions', 'version', 'after')];
  const gained = Number(at(era, 'definitions', 'tokens', 'gained') ?? 0);
  const total = textAt(era, 'definitions', 'tokens', 'after');
  return `version ${was} → ${is}, the changes ask for: ${bump}; context ${total} tokens (${gained >= 0 ? '+' : ''}${gained})`;
}

/** Markdown: what differs first, all of it folded away. Nothing where the report is of no comparison. */
export function compareMarkdown(measures: Readonly<Record<string, Json>>): string[] {
  const compare = measures['compare'];
  return eraEntries(compare).flatMap(([era, found]) => {
    const rows = rowsOf(found);
    const telling = rows.filter(({ fate }) => !QUIET.has(fate));
    const head = `${mdCode(textAt(compare, 'before', 'target'))} → ${mdCode(textAt(compare, 'after', 'target'))} (${era} era): ${versionLine(found)}`;
    const kept = rows.length - telling.length;
    return [
      `**Compared:** ${head}`,
      '',
      ...(telling.length === 0 ? ['Everything that was asked of both survives.', ''] : mdTable(telling)),
      `<details><summary>${kept} aspects without a difference</summary>`,
      '',
      ...mdTable(rows.filter(({ fate }) => QUIET.has(fate))),
      '</details>',
      '',
    ];
  });
}

const mdTable = (rows: readonly Row[]): string[] => [
  '| | aspect | before | after |',
  '| --- | --- | --- | --- |',
  ...rows.map(
    ({ aspect, before, after, fate }) =>
      `| ${SIGNS[fate] ?? ''} ${fate} | ${mdText(aspect)} | ${mdCell(before)} | ${mdCell(after)} |`,
  ),
  '',
];

/** The same for a terminal; aspects without a difference only when asked for. */
export function compareLines(measures: Readonly<Record<string, Json>>, style: Style): string[] {
  return eraEntries(measures['compare']).flatMap(([era, found]) => {
    const rows = rowsOf(found).filter(({ fate }) => style.verbose || !QUIET.has(fate));
    const kept = rowsOf(found).length - rows.length;
    const widths = [9, 34, Math.max(12, Math.floor((style.columns - 50) / 2))] as const;
    const cell = (text: string, width: number): string => padEnd(clip(visible(text), width), width);
    return [
      '',
      style.paint.bold(`FIDELITY (${era} era)`),
      `  ${versionLine(found)}`,
      ...rows.map(({ aspect, before, after, fate }) =>
        `  ${cell(fate, widths[0])} ${cell(aspect, widths[1])} ${cell(before, widths[2])} ${clip(visible(after), widths[2])}`.trimEnd(),
      ),
      ...(kept > 0 ? [style.paint.dim(`  ${kept} aspects without a difference`)] : []),
    ];
  });
}
