// Figures of load, affinity, dlp, access, cost and drift, each in the form that shows it best: curves and histograms,
// matrices with what matters marked, word by word differences; everything else as tables and lists.

import type { Json } from '../../suites/kernel/recording.ts';
import { chartOf } from './charts.ts';
import { figure } from './figures.ts';
import { messageText } from './message-text.ts';
import { markup, type Markup } from './markup.ts';

type Row = Readonly<Record<string, Json>>;

const ROWS = 300;
/** Members that hold something of a target as it was, best read as JSON. */
const MESSAGES = new Set(['before', 'after', 'witness', 'example', 'arguments', 'sent', 'received']);

export function measuresMarkup(measures: Readonly<Record<string, Json>>): Markup {
  const parts = Object.entries(measures).filter(([, value]) => !isEmpty(value));
  if (parts.length === 0) return markup``;
  const sections = parts.map(
    ([name, value]) =>
      markup`<details class="measure" open><summary>${name}</summary>${memberMarkup(name, value, 0)}</details>`,
  );
  return markup`<h2 id="measures">Measures</h2>${sections}`;
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): boolean => value === null || typeof value !== 'object';
const isEmpty = (value: Json): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** A member by its name and shape. */
export function memberMarkup(name: string, value: Json, depth: number): Markup {
  if (depth > 7) return markup`<code>${JSON.stringify(value)}</code>`;
  const chart = chartOf(name, value);
  if (chart !== undefined) return chart;
  if (name === 'words' && Array.isArray(value)) return words(value);
  if (MESSAGES.has(name) && !isScalar(value))
    return markup`<pre tabindex="0" role="group" aria-label="${name}">${messageText(JSON.stringify(value))}</pre>`;
  if (isRow(value)) return isMatrix(value) ? matrix(name, value as Readonly<Record<string, Row>>) : list(value, depth);
  if (!Array.isArray(value)) return scalar(value);
  if (value.length > 0 && value.every(isRow)) return table(name, value as readonly Row[], depth);
  if (value.every(isScalar)) return markup`${value.map(String).join(', ')}`;
  return markup`<ul>${value.slice(0, ROWS).map((item) => markup`<li>${memberMarkup(name, item, depth + 1)}</li>`)}</ul>`;
}

function scalar(value: Json): Markup {
  if (typeof value === 'number') return markup`${figure(value)}`;
  return value === null ? markup`<span class="soft">none</span>` : markup`${String(value)}`;
}

/** Figures in one line of a table; other scalars in a list; larger members below under their names, drawings first. */
function list(value: Row, depth: number): Markup {
  const entries = Object.entries(value).filter(([, item]) => !isEmpty(item));
  const small = entries.filter(
    ([, item]) => isScalar(item) || (Array.isArray(item) && item.every(isScalar) && item.length < 20),
  );
  const large = entries
    .filter((entry) => !small.includes(entry))
    .toSorted(([a, x], [b, y]) => Number(chartOf(b, y) !== undefined) - Number(chartOf(a, x) !== undefined));
  const figures = small.length > 2 && small.every(([, item]) => typeof item === 'number');
  const rows = small.map(([key, item]) => markup`<dt>${key}</dt><dd>${memberMarkup(key, item, depth + 1)}</dd>`);
  const below = large.map(
    ([key, item]) => markup`<p class="member"><strong>${key}</strong></p>${memberMarkup(key, item, depth + 1)}`,
  );
  const line = figures ? table('figures', [Object.fromEntries(small)], depth) : markup`<dl>${rows}</dl>`;
  return markup`${small.length > 0 && line}${below}`;
}

/** Rows by name whose cells are all scalars under the same few heads: callers × tools, detectors × tools, suites × counts. */
function isMatrix(value: Row): boolean {
  const rows = Object.values(value);
  if (rows.length < 2 || !rows.every((row) => isRow(row) && Object.values(row).every(isScalar))) return false;
  const heads = new Set(rows.flatMap((row) => Object.keys(row as Row)));
  return heads.size > 0 && heads.size <= 40 && rows.every((row) => Object.keys(row as Row).length * 2 >= heads.size);
}

function matrix(name: string, value: Readonly<Record<string, Row>>): Markup {
  const rows = Object.entries(value).slice(0, ROWS);
  const heads = [...new Set(rows.flatMap(([, row]) => Object.keys(row)))];
  const body = rows.map(
    ([key, row]) => markup`<tr><th scope="row">${key}</th>${heads.map((head) => cell(row[head]))}</tr>`,
  );
  return scrolling(
    name,
    markup`<thead><tr><td></td>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>${body}</tbody>`,
  );
}

/** What was refused or found stands out; colour never says it alone. */
function cell(value: Json | undefined): Markup {
  if (value === undefined) return markup`<td></td>`;
  const word = String(value);
  const tone = /^(?:leak|leaked|unexpected|fail|failed|wrong|lost|missing)/i.test(word)
    ? 'hot'
    : /^(?:ok|pass|passed|refused as expected|as expected|clean|kept)/i.test(word)
      ? 'cool'
      : typeof value === 'number'
        ? 'n'
        : '';
  return markup`<td class="${tone}">${scalar(value)}</td>`;
}

function table(name: string, rows: readonly Row[], depth: number): Markup {
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  // A column of large values would make every row a page: those go below the row.
  const wide = heads.filter((head) =>
    rows.some((row) => row[head] !== undefined && !isScalar(row[head]) && JSON.stringify(row[head]).length > 80),
  );
  const narrow = heads.filter((head) => !wide.includes(head));
  const body = rows.slice(0, ROWS).map((row) => {
    // Where the words are compared one by one, the two whole texts say nothing more.
    const told = row['words'] === undefined ? wide : wide.filter((head) => head !== 'before' && head !== 'after');
    const more = told.filter((head) => row[head] !== undefined && !isEmpty(row[head]));
    const cells = narrow.map((head) =>
      isScalar(row[head])
        ? cell(row[head])
        : markup`<td>${row[head] === undefined ? '' : memberMarkup(head, row[head], depth + 1)}</td>`,
    );
    const below = markup`<tr><td colspan="${Math.max(1, narrow.length)}">${more.map((head) => markup`<p class="member"><strong>${head}</strong></p>${memberMarkup(head, row[head] ?? null, depth + 1)}`)}</td></tr>`;
    return markup`<tr>${cells}</tr>${more.length > 0 && below}`;
  });
  const cut = rows.length > ROWS && markup`<p>and ${rows.length - ROWS} rows more in the JSON report.</p>`;
  return markup`${scrolling(name, markup`<thead><tr>${narrow.map((head) => markup`<th scope="col" class="${rows.every((row) => row[head] === undefined || typeof row[head] === 'number') ? 'n' : ''}">${head}</th>`)}</tr></thead><tbody>${body}</tbody>`)}${cut}`;
}

const scrolling = (name: string, inside: Markup): Markup =>
  markup`<div class="scroll" tabindex="0" role="group" aria-label="${name}"><table>${inside}</table></div>`;

/** A text and its successor, word by word: what went is struck out, what came is underlined. */
function words(parts: readonly Json[]): Markup {
  return markup`<p class="words">${parts.map((part) => {
    const { kind, text } = (isRow(part) ? part : {}) as { kind?: Json; text?: Json };
    const shown = typeof text === 'string' ? text : '';
    if (kind === 'removed') return markup`<del>${shown}</del>`;
    if (kind === 'added') return markup`<ins>${shown}</ins>`;
    return markup`${shown}`;
  })}</p>`;
}
