// The access matrix of a report as CSV and Markdown: a row for each thing, a column for each caller.

import type { Report } from '../suites/kernel/report.ts';
import { mdCell } from './markdown-text.ts';
import { visible } from './visible.ts';

export interface MatrixRow {
  readonly revision: string;
  readonly kind: string;
  readonly name: string;
  /** By caller. */
  readonly cells: Readonly<Record<string, string>>;
}

const KINDS = { tools: 'tool', resources: 'resource', prompts: 'prompt', arguments: 'call' } as const;

const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

export const matrixRows = (report: Report): readonly MatrixRow[] =>
  entries(report.measures['access']).flatMap(([revision, tables]) =>
    Object.entries(KINDS).flatMap(([member, kind]) => {
      const table = entries(tables).find(([name]) => name === member)?.[1];
      return entries(table).map(([name, row]): MatrixRow => {
        const cells = Object.fromEntries(entries(row).map(([caller, word]) => [caller, String(word)]));
        return { revision, kind, name, cells };
      });
    }),
  );

const callersOf = (rows: readonly MatrixRow[]): readonly string[] => [
  ...new Set(rows.flatMap(({ cells }) => Object.keys(cells))),
];

export function matrixCsv(report: Report): string {
  const rows = matrixRows(report);
  const callers = callersOf(rows);
  const lines = [
    ['revision', 'kind', 'name', ...callers],
    ...rows.map(({ revision, kind, name, cells }) => [
      revision,
      kind,
      name,
      ...callers.map((caller) => cells[caller] ?? ''),
    ]),
  ];
  return lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}

/** A target names its tools: what a spreadsheet would take for a formula is made text. */
function csvCell(value: string): string {
  const text = visible(/^[=+\-@\t]/.test(value) ? `'${value}` : value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function matrixMarkdown(report: Report): string {
  const rows = matrixRows(report);
  const callers = callersOf(rows);
  const revisions = [...new Set(rows.map(({ revision }) => revision))];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const tables = revisions.map((revision) =>
    [
      `## ${revision}`,
      '',
      line(['', 'name', ...callers.map(mdCell)]),
      line(['---', '---', ...callers.map(() => '---')]),
      ...rows
        .filter((row) => row.revision === revision)
        .map(({ kind, name, cells }) => line([kind, mdCell(name), ...callers.map((caller) => cells[caller] ?? '')])),
      '',
    ].join('\n'),
  );
  return `# Access matrix of ${visible(report.target.label)}\n\n${tables.join('\n')}`;
}

export interface DraftEntry {
  readonly tool?: string;
  readonly resource?: string;
  readonly prompt?: string;
  readonly where?: Readonly<Record<string, never>>;
}

export interface Draft {
  readonly otherwise: 'deny';
  readonly matrix: Readonly<
    Record<
      string,
      { readonly allow?: readonly (string | DraftEntry)[]; readonly deny?: readonly (string | DraftEntry)[] }
    >
  >;
}

const OPEN = /(?:^|: )(?:served|listed|failed)/;

/** What was seen, as the `access:` part of a configuration: what each caller was shown or could do, and could not. */
export function draftMatrix(report: Report): Draft {
  const rows = matrixRows(report).filter(({ kind }) => kind !== 'call');
  const entryOf = ({ kind, name }: MatrixRow): string | DraftEntry => (kind === 'tool' ? name : { [kind]: name });
  const once = (list: readonly (string | DraftEntry)[]): readonly (string | DraftEntry)[] => [
    ...new Map(list.map((entry) => [JSON.stringify(entry), entry])).values(),
  ];
  const matrix = Object.fromEntries(
    callersOf(rows).flatMap((caller) => {
      const open = rows.filter(({ cells }) => OPEN.test(cells[caller] ?? ''));
      const opened = new Set(open.map(({ kind, name }) => `${kind} ${name}`));
      const shut = rows.filter(({ kind, name }) => !opened.has(`${kind} ${name}`));
      const allow = once(open.map(entryOf));
      // Shown and refused: its calls are denied (an empty where is about calls alone), its listing is not.
      const deny = once(
        shut.map((row) =>
          row.kind === 'tool' && row.cells[caller]?.endsWith('though listed') === true
            ? { tool: row.name, where: {} }
            : entryOf(row),
        ),
      );
      // Whoever shows no credentials and gets nothing needs no line: that is what is expected anyway.
      if (caller === 'anonymous' && allow.length === 0) return [];
      return [[caller, { ...(allow.length > 0 ? { allow } : {}), ...(deny.length > 0 ? { deny } : {}) }] as const];
    }),
  );
  return { otherwise: 'deny', matrix };
}
