// Markup that cannot be injected into: a template escapes whatever is put into it, unless it is markup itself.

import { visible } from '../visible.ts';

/** Text that is markup by construction. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | undefined | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for content and quoted attributes; invisible characters are written out, line feeds kept. */
export const escape = (text: string): string =>
  text
    .split('\n')
    .map((line) => visible(line.replace(/\r$/, '')))
    .join('\n')
    .replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found);

function textOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escape(part);
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  return part.map(textOf).join('');
}

export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.map((string, index) => string + textOf(parts[index])).join('') };
}

/** For constants of ours alone: styles, scripts, drawings made of numbers. */
export const trusted = (markup: string): Markup => ({ markup });

/** An id or a fragment made of a rule id or a finding key; what cannot stand in one is encoded, so no two collide. */
export const anchor = (...names: readonly string[]): string =>
  names
    .map((name) => name.replace(/[^A-Za-z0-9_/.-]/g, (found) => `:${(found.codePointAt(0) ?? 0).toString(16)}:`))
    .join('~');

/** A link where the address is a web page, plain text otherwise: no other scheme leaves here. */
export function link(url: string, text: Part = url): Markup {
  return /^https?:\/\/[^\s"'<>]+$/i.test(url)
    ? markup`<a href="${url}" rel="noreferrer noopener">${text}</a>`
    : markup`<span>${text}</span>`;
}
