// Bytes to text and text to JSON, within limits: the one place where what a target sends is decoded.

/** Bytes of one frame that are kept; what exceeds it is counted in `cut` and never parsed. */
export const FRAME_LIMIT = 16 * 1024 * 1024;

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

export type Parsed = { readonly json: unknown } | { readonly unparsed: string };

export function parse(decoded: Decoded): Parsed {
  if (decoded.latin1) return { unparsed: 'not valid UTF-8' };
  if (decoded.raw.length > DEPTH_LIMIT && deeperThan(decoded.raw, DEPTH_LIMIT))
    return { unparsed: `nested deeper than ${DEPTH_LIMIT} levels` };
  try {
    return { json: JSON.parse(decoded.raw) as unknown };
  } catch (error) {
    return { unparsed: error instanceof Error ? error.message : 'not JSON' };
  }
}

/** Counts brackets outside strings; stops at the first that goes too deep. */
function deeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (quoted) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}
