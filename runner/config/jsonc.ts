// JSON with comments and trailing commas, as editors write it: blanked to plain JSON, so that positions stay what they were.

export function blankComments(text: string): string {
  const out: string[] = [];
  let at = 0;
  while (at < text.length) {
    const end = endOfToken(text, at);
    const token = text.slice(at, end);
    out.push(token.startsWith('//') || token.startsWith('/*') ? token.replace(/[^\n\r]/g, ' ') : token);
    at = end;
  }
  return blankTrailingCommas(out.join(''));
}

function endOfToken(text: string, at: number): number {
  if (text[at] === '"') return endOfString(text, at);
  if (text.startsWith('//', at)) {
    const end = text.indexOf('\n', at);
    return end === -1 ? text.length : end;
  }
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    return end === -1 ? text.length : end + 2;
  }
  return at + 1;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  return Math.min(text.length, at + 1);
}

function blankTrailingCommas(text: string): string {
  const characters = text.split('');
  let at = 0;
  while (at < text.length) {
    if (text[at] === '"') at = endOfString(text, at);
    else {
      if (text[at] === ',' && /^,\s*[}\]]/.test(text.slice(at, at + 4096))) characters[at] = ' ';
      at += 1;
    }
  }
  return characters.join('');
}
