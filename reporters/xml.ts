// XML text that any parser accepts, whatever a target put into it.

import { visible } from './visible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** Not allowed in XML 1.0 at all, not even as references (section 2.2). */
const FORBIDDEN = /[\ufffe\uffff]/g;

/** A value for an attribute or a line of text; invisible characters are written out. */
export const xmlText = (text: string): string =>
  visible(text)
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found);

/** Text of several lines. */
export const xmlLines = (text: string): string => text.split(/\r?\n/).map(xmlText).join('\n');
