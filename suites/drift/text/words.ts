// Differences of texts word by word, so that a reviewer sees what was said and not that a line is another line.

export interface WordPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

export interface WordDiff {
  readonly parts: readonly WordPart[];
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

const TOKEN = /\s+|[\p{L}\p{N}_'’-]+|[^\s\p{L}\p{N}_'’-]/gu;
/** Cells of the table beyond which the middle is shown as one replacement. */
const LARGEST = 4_000_000;

const isWord = (token: string): boolean => /[\p{L}\p{N}]/u.test(token);

/** The parts in order; equal ends are taken off first, so that long texts with a small change stay cheap. */
export function wordDiff(before: string, after: string): WordDiff {
  const old = before.match(TOKEN) ?? [];
  const now = after.match(TOKEN) ?? [];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const middle = between(old.slice(start, old.length - end), now.slice(start, now.length - end));
  const parts = joined([
    { kind: 'same', text: old.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: end === 0 ? '' : old.slice(-end).join('') },
  ]);
  const words = (kind: WordPart['kind']): string[] =>
    parts.filter((part) => part.kind === kind).flatMap((part) => (part.text.match(TOKEN) ?? []).filter(isWord));
  return { parts, removed: words('removed'), added: words('added') };
}

function between(old: readonly string[], now: readonly string[]): WordPart[] {
  if (old.length * now.length > LARGEST)
    return [
      { kind: 'removed', text: old.join('') },
      { kind: 'added', text: now.join('') },
    ];
  const table = commonTable(old, now);
  const width = now.length + 1;
  const parts: WordPart[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length || column < now.length) {
    const down = row < old.length ? (table[(row + 1) * width + column] ?? 0) : -1;
    const right = column < now.length ? (table[row * width + column + 1] ?? 0) : -1;
    if (row < old.length && column < now.length && old[row] === now[column]) {
      parts.push({ kind: 'same', text: old[row] ?? '' });
      row += 1;
      column += 1;
    } else if (down >= right) {
      parts.push({ kind: 'removed', text: old[row] ?? '' });
      row += 1;
    } else {
      parts.push({ kind: 'added', text: now[column] ?? '' });
      column += 1;
    }
  }
  return parts;
}

/** Lengths of the longest common subsequences of all pairs of ends. */
function commonTable(old: readonly string[], now: readonly string[]): Uint32Array {
  const width = now.length + 1;
  const table = new Uint32Array((old.length + 1) * width);
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = now.length - 1; column >= 0; column -= 1)
      table[row * width + column] =
        old[row] === now[column]
          ? (table[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(table[(row + 1) * width + column] ?? 0, table[row * width + column + 1] ?? 0);
  return table;
}

/** Neighbours of one kind as one part; a blank between two changes belongs to both. */
function joined(parts: readonly WordPart[]): WordPart[] {
  const out: WordPart[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (part.text === '') continue;
    if (last !== undefined && last.kind === part.kind)
      out[out.length - 1] = { kind: part.kind, text: last.text + part.text };
    else out.push(part);
  }
  return out;
}

/** `word [-gone-] {+come+}`: one line for terminals and findings. */
export const showDiff = (diff: WordDiff, context = 40): string =>
  diff.parts
    .map(({ kind, text }, index, all) => {
      if (kind === 'removed') return `[-${text}-]`;
      if (kind === 'added') return `{+${text}+}`;
      if (text.length <= context * 2) return text;
      const head = index === 0 ? '' : text.slice(0, context);
      const tail = index === all.length - 1 ? '' : text.slice(-context);
      return `${head}…${tail}`;
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
