// Formats of strings that the shapes name. Linear checks: each looks at a character a fixed number of times.

import type { Format } from './nodes.ts';

export const FORMATS: Readonly<Record<Format, (text: string) => boolean>> = {
  uri: (text) => /^[a-z][a-z0-9+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/i.test(text) && !/%(?![0-9a-f]{2})/i.test(text),
  'uri-template': (text) => !/[\s"<>\\^`|]/.test(text.replaceAll(/\{[^{}]*\}/g, '')) && balanced(text),
  base64: (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text),
};

function balanced(text: string): boolean {
  let open = false;
  for (const letter of text) {
    if (letter === '{') {
      if (open) return false;
      open = true;
    } else if (letter === '}') {
      if (!open) return false;
      open = false;
    }
  }
  return !open;
}
