// Bytes to text and text to JSON, within limits: the one place where what a target sends is decoded.

/** Bytes of one frame that are kept; what exceeds it is counted in `cut` and never parsed. */
export const FRAME_LIMIT = 16 * 1024 * 1024;

/** Bytes kept of a frame that is not kept whole. */
export const HEAD = 4096;

/** Values in one text beyond which it is not parsed: `[[],[],…` takes twenty times the memory of its text. */
const VALUES_LIMIT = 1_000_000;

export const TOO_MANY = 'larger than the limit: too many values';

/** Nesting beyond which text is not parsed: every reader may then recurse without fear. */
export const DEPTH_LIMIT = 400;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export interface Decoded {
  readonly raw: string;
  readonly latin1?: true;
}

/** Exact text where the bytes are UTF-8, else Latin-1, which keeps every byte. */
export function decode(bytes: Uint8Array): Decoded {
  try {
    return { raw: strict.decode(bytes) };
  } catch {
    return { raw: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'), latin1: true };
  }
}

export type Parsed = ({ readonly json: unknown } | { readonly unparsed: string }) & { readonly values?: number };

/** `most`: values that there is room for; `values` says how many there are about, small texts aside. */
export function parse(decoded: Decoded, most = VALUES_LIMIT): Parsed {
  if (decoded.latin1) return { unparsed: 'not valid UTF-8' };
  const weight = decoded.raw.length > DEPTH_LIMIT ? weigh(decoded.raw) : { values: 0, deep: false };
  if (weight.deep) return { unparsed: `nested deeper than ${DEPTH_LIMIT} levels` };
  if (weight.values > Math.min(most, VALUES_LIMIT)) return { unparsed: TOO_MANY };
  try {
    return { json: JSON.parse(decoded.raw) as unknown, values: weight.values };
  } catch (error) {
    return { unparsed: error instanceof Error ? error.message : 'not JSON' };
  }
}

/** Counts brackets and commas outside strings; stops at the first bracket that goes too deep. */
function weigh(text: string): { readonly values: number; readonly deep: boolean } {
  let depth = 0;
  let values = 1;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (quoted) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x2c) values += 1;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      values += 1;
      if (depth > DEPTH_LIMIT) return { values, deep: true };
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return { values, deep: false };
}
