// Opens a text layer by layer, breadth first, within bounds of depth and of what comes out in all.

import { innerOf } from './encodings.ts';
import type { Layer } from './layer.ts';
import { ALLOWANCE, DEEPEST, OVERLAP, PIECE } from './layer.ts';

export function unpack(text: string, key: string, visit: (layer: Layer) => void): void {
  // One run of an encoding is one value, however long.
  const whole = text.length <= PIECE + OVERLAP || /^[A-Za-z0-9+/=_-]{4000}/.test(text);
  if (whole) open(text, key, 0, visit);
  else
    for (let base = 0; base < text.length; base += PIECE)
      open(text.slice(base, base + PIECE + OVERLAP), key, base, visit);
}

function open(text: string, key: string, base: number, visit: (layer: Layer) => void): void {
  let left = ALLOWANCE + 8 * text.length;
  let layers: readonly Layer[] = [{ text, key, how: [], base }];
  for (let depth = 0; layers.length > 0; depth += 1) {
    const next: Layer[] = [];
    for (const layer of layers) {
      visit(layer);
      if (depth >= DEEPEST) continue;
      for (const inner of innerOf(layer.text, layer.key)) {
        left -= inner.text.length;
        if (left < 0) return;
        if (inner.text.length < 6 || inner.text === layer.text) continue;
        next.push({
          text: inner.text,
          key: inner.key ?? '',
          how: [...layer.how, inner.how],
          outer: layer.outer ?? { from: base + inner.from, to: base + inner.to },
          base,
        });
      }
    }
    layers = next;
  }
}
