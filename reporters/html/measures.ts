// Figures of load, affinity, dlp, access and drift, each in the form that shows it best; unknown ones as tables.

import type { Json } from '../../suites/kernel/recording.ts';
import { markup, type Markup } from './markup.ts';

export function measuresMarkup(measures: Readonly<Record<string, Json>>): Markup {
  const parts = Object.entries(measures);
  if (parts.length === 0) return markup``;
  return markup`<h2>Measures</h2>
    ${parts.map(
      ([name, value]) =>
        markup`<section aria-label="${name}">
          <h3>${name}</h3>
          ${valueMarkup(value)}
        </section>`,
    )}`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of like objects is a table, an object is a list of its members, all else is text. */
export function valueMarkup(value: Json, depth = 0): Markup {
  if (depth > 6) return markup`<span class="mono">${JSON.stringify(value)}</span>`;
  if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) return tableMarkup(value, depth);
  if (Array.isArray(value)) return markup`${value.map((item) => (isRecord(item) ? '…' : String(item))).join(', ')}`;
  if (!isRecord(value)) return markup`${typeof value === 'number' ? figure(value) : String(value)}`;
  const rows = Object.entries(value).map(
    ([key, item]) =>
      markup`<dt>${key}</dt>
        <dd>${valueMarkup(item, depth + 1)}</dd>`,
  );
  return markup`<dl>${rows}</dl>`;
}

function tableMarkup(rows: readonly Readonly<Record<string, Json>>[], depth: number): Markup {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const head = columns.map((name) => markup`<th scope="col">${name}</th>`);
  const body = rows.slice(0, 200).map(
    (row) =>
      markup`<tr>
        ${columns.map((name) => markup`<td class="${typeof row[name] === 'number' ? 'n' : ''}">${row[name] === undefined ? '' : valueMarkup(row[name], depth + 1)}</td>`)}
      </tr>`,
  );
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="table">
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

export const figure = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
