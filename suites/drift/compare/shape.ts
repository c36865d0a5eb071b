// The shape of a result: which members of which kinds it has, and which blocks, but no values. Two versions of a server
// may answer other words; that they answer in another form is what callers trip over.

import { isObject, member } from '../../kernel/look.ts';

const DEEPEST = 6;

/** Members and kinds, sorted; items of a list as the set of their shapes, since lists grow and shrink with the data. */
export function skeleton(value: unknown, depth = 0): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    if (depth >= DEEPEST) return '[…]';
    return `[${[...new Set(value.slice(0, 50).map((item) => skeleton(item, depth + 1)))].toSorted().join(' | ')}]`;
  }
  if (!isObject(value)) return typeof value;
  if (depth >= DEEPEST) return '{…}';
  const members = Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => `${key}: ${skeleton(inner, depth + 1)}`);
  return `{${members.join(', ')}}`;
}

const blockOf = (block: unknown): string => {
  const type = member(block, 'type');
  const mime = member(block, 'mimeType') ?? member(member(block, 'resource'), 'mimeType');
  return typeof mime === 'string' ? `${String(type)} (${mime})` : String(type);
};

/** What a caller sees first of a result: failed or not, kinds of blocks, whether there is structured content and of what shape. */
export function shapeOf(method: string, result: unknown): string {
  const parts: string[] = [];
  const type = member(result, 'resultType');
  if (typeof type === 'string' && type !== 'complete') parts.push(type);
  if (member(result, 'isError') === true) parts.push('isError');
  if (member(result, 'task') !== undefined) parts.push('task');
  const blocks = blocksOf(method, result);
  if (blocks !== undefined) parts.push(`blocks ${[...new Set(blocks)].toSorted().join(', ') || 'none'}`);
  const structured = member(result, 'structuredContent');
  if (structured !== undefined) parts.push(`structured ${skeleton(structured)}`);
  return parts.join('; ');
}

function blocksOf(method: string, result: unknown): readonly string[] | undefined {
  const list = member(
    result,
    method === 'prompts/get' ? 'messages' : method === 'resources/read' ? 'contents' : 'content',
  );
  if (!Array.isArray(list)) return undefined;
  return list.map((entry: unknown) => {
    if (method === 'prompts/get') return `${String(member(entry, 'role'))} ${blockOf(member(entry, 'content'))}`;
    if (method === 'resources/read')
      return `${member(entry, 'blob') === undefined ? 'text' : 'blob'} (${String(member(entry, 'mimeType') ?? 'no type')})`;
    return blockOf(entry);
  });
}
