// Text of a target inside Markdown: no link, image, mention, markup or table cell can come from it.

import { visible } from './visible.ts';

/** Plain prose: every character with a meaning in Markdown or HTML is escaped. */
export function mdText(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]()#+\-!|~<>&@$]/g, (found) => {
      if (found === '<') return '&lt;';
      if (found === '>') return '&gt;';
      if (found === '&') return '&amp;';
      // An escaped @ still notifies people on GitHub; as a reference it does not.
      if (found === '@') return '&#64;';
      return `\\${found}`;
    })
    .replace(/(https?|ftp|www)(?=[:.])/gi, (found) => `${found.slice(0, 1)}&#8203;${found.slice(1)}`);
}

/** An inline code span with a fence longer than any run of backticks inside. */
export function mdCode(text: string): string {
  const shown = visible(text);
  if (shown === '') return '` `';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 || shown.startsWith(' ') || shown.endsWith(' ') ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}

/** A code span in a table, where even there a pipe would end the cell. */
export const mdCell = (text: string): string => mdCode(text).replaceAll('|', String.raw`\|`);

/** A code block that its content cannot end. */
export function mdBlock(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const lines = text.split(/\r?\n/).map(visible);
  return `${fence}${language}\n${lines.join('\n')}\n${fence}`;
}
