// Text inside bytes: compressed streams, image metadata, and whatever a person could read in a binary.

import { Buffer } from 'node:buffer';
import { gunzipSync, inflateSync } from 'node:zlib';
import { INFLATED } from './layer.ts';

export interface Held {
  readonly text: string;
  readonly how: string;
}

const PRINTABLE = /^[\t\n\r\x20-\x7e]*$/;

/** Bytes looked at to tell text from anything else. */
const HEAD = 48;

const isText = (bytes: Buffer): boolean => {
  const head = bytes.subarray(0, HEAD).toString('latin1');
  if (PRINTABLE.test(head)) return true;
  // Letters beyond ASCII are text too, where they are whole characters of UTF-8.
  const text = bytes.subarray(0, HEAD).toString('utf8');
  return (
    !/[\u0000-\u0008\u000e-\u001f\u007f]|\ufffd(?!$)/.test(text) &&
    (text.match(/[\x20-\x7e]/g)?.length ?? 0) > text.length * 0.6
  );
};

/** The beginning of something that `textsIn` reads. */
export const promising = (head: Buffer): boolean =>
  head.length >= 6 &&
  (isText(head) || (head[0] === 0x1f && head[1] === 0x8b) || head[0] === 0x78 || head[0] === 0x89 || isMedia(head));

/** What the bytes say, as text; nothing for bytes that say nothing. `sure`: these are bytes, and no word that reads as Base64. */
export function textsIn(bytes: Buffer, sure: boolean): readonly Held[] {
  if (bytes.length < 6) return [];
  if (isText(bytes)) return [{ text: bytes.toString('utf8'), how: '' }];
  const packed = inflated(bytes);
  if (packed !== undefined)
    return textsIn(packed.bytes, true).map(({ text, how }) => ({
      text,
      how: how === '' ? packed.how : `${packed.how} ${how}`,
    }));
  if (bytes.readUInt32BE(0) === 0x89504e47) return [...pngTexts(bytes), ...readable(bytes, 'image')];
  if (isMedia(bytes)) return readable(bytes, 'media');
  return sure ? readable(bytes, 'bytes') : [];
}

const isMedia = (bytes: Buffer): boolean =>
  bytes.readUInt16BE(0) === 0xffd8 ||
  /^(?:GIF8|RIFF|%PDF|PK\x03\x04|ID3|OggS|fLaC|II\*\0|MM\0\*|\0\0\0.ftyp|BM)/s.test(bytes.toString('latin1', 0, 8));

function inflated(bytes: Buffer): { readonly bytes: Buffer; readonly how: string } | undefined {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b)
      return { bytes: gunzipSync(bytes, { maxOutputLength: INFLATED }), how: 'gzip' };
    if (bytes[0] === 0x78 && ((bytes[0] << 8) | (bytes[1] ?? 0)) % 31 === 0)
      return { bytes: inflateSync(bytes, { maxOutputLength: INFLATED }), how: 'zlib' };
  } catch {
    // not what it began like, or larger than the limit
  }
  return undefined;
}

/** Text chunks of a PNG (W3C PNG, 11.3.3), compressed ones inflated. */
function pngTexts(bytes: Buffer): Held[] {
  const held: Held[] = [];
  for (let at = 8; at + 12 <= bytes.length && held.length < 200;) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'zTXt' || kind === 'iTXt') {
      const zlib = data.indexOf(0x78);
      const body = zlib === -1 ? undefined : inflated(data.subarray(zlib));
      if (body !== undefined) held.push({ text: body.bytes.toString('utf8'), how: 'image' });
    }
    at += 12 + length;
  }
  return held;
}

const PIECE = 1 << 20;

/** Runs of eight characters and more that can be read, one byte or two bytes each. */
function readable(bytes: Buffer, how: string): Held[] {
  const held: Held[] = [];
  for (let from = 0; from < bytes.length; from += PIECE) {
    // A run over the seam is read with either piece.
    const piece = bytes.toString('latin1', Math.max(0, from - 512), from + PIECE);
    const runs = piece.match(/[\t\n\r\x20-\x7e]{8,}/g);
    if (runs !== null) held.push({ text: runs.join('\n'), how });
    const wide = piece.match(/(?:[\x20-\x7e]\0){8,}/g);
    if (wide !== null) held.push({ text: wide.join('\n').replaceAll('\0', ''), how });
  }
  return held;
}
