// Strict Base64 (RFC 4648, section 4) and media types: what «properly encoded» means for blobs, images and audio.

import { brief } from '../kernel/look.ts';

/** Why a text is not Base64 with the standard alphabet and padding; line breaks are let pass, as MIME writes them. */
export function base64Fault(text: string): string | undefined {
  if (/^data:/iu.test(text)) return `a data: URL: ${brief(text, 40)}`;
  const compact = text.replaceAll(/[\r\n]/gu, '');
  const bad = /[^A-Za-z0-9+/=]/u.exec(compact)?.[0];
  if (bad === '-' || bad === '_') return `the URL-safe alphabet ("${bad}")`;
  if (bad !== undefined) return `"${bad}", which is no Base64: ${brief(text, 40)}`;
  if (!/^[^=]*={0,2}$/u.test(compact)) return 'padding in the middle';
  return compact.length % 4 === 0 ? undefined : `${compact.length} characters, no multiple of 4`;
}

/** The number of bytes that a Base64 text stands for. */
export function base64Length(text: string): number {
  const compact = text.replaceAll(/[\r\n]/gu, '');
  const padding = /={0,2}$/u.exec(compact)?.[0].length ?? 0;
  return (compact.length / 4) * 3 - padding;
}

/** The text is long, even and all hexadecimal digits: Base64 by accident, hexadecimal by intent. */
export const looksHexadecimal = (text: string): boolean =>
  text.length >= 32 && text.length % 2 === 0 && (/^[0-9a-f]+$/u.test(text) || /^[0-9A-F]+$/u.test(text));

/** RFC 2045: type "/" subtype, with parameters. */
export const isMediaType = (text: string): boolean =>
  /^[A-Za-z0-9!#$&^_.+-]+\/[A-Za-z0-9!#$&^_.+*-]+(?:\s*;.*)?$/u.test(text);

/** Length in bytes of a text as UTF-8. */
export function utf8Length(text: string): number {
  let length = 0;
  for (const sign of text) {
    const point = sign.codePointAt(0) ?? 0;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
  }
  return length;
}
