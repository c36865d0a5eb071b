// Messages that differ from a valid one in a single place: a member gone, a value of another type, out of range, misspelt.

export interface NearMiss {
  readonly what: string;
  readonly message: unknown;
}

type Path = readonly (string | number)[];

function* places(value: unknown, path: Path = []): Generator<readonly [Path, unknown]> {
  yield [path, value];
  if (Array.isArray(value)) for (let i = 0; i < value.length; i += 1) yield* places(value[i], [...path, i]);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* places(inner, [...path, key]);
}

const WRONG: readonly unknown[] = [
  null,
  true,
  7,
  -7,
  1.5,
  1e300,
  'text',
  '',
  ' not a uri ',
  '{',
  'AAA',
  [],
  ['x'],
  [7],
  {},
  { a: 1 },
  { type: 'x' },
];

/** Every single change of `message` below its envelope and in it. */
export function* nearMisses(message: unknown): Generator<NearMiss> {
  for (const [path, value] of places(message)) {
    if (path.length === 0) continue;
    yield { what: `without ${path.join('.')}`, message: changed(message, path, undefined) };
    for (const wrong of WRONG) {
      if (JSON.stringify(wrong) === JSON.stringify(value)) continue;
      yield { what: `${path.join('.')} = ${JSON.stringify(wrong)}`, message: changed(message, path, wrong) };
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      yield {
        what: `${path.join('.')} with one member more`,
        message: changed(message, path, { ...value, 'x-more': 1 }),
      };
  }
}

/** A copy with the value at `path` replaced; `undefined` takes the member away. */
export function changed(value: unknown, path: Path, to: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return to;
  if (Array.isArray(value)) {
    const index = Number(head);
    if (rest.length === 0 && to === undefined) return value.toSpliced(index, 1);
    return value.with(index, changed(value[index], rest, to));
  }
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  const inner = changed(copy[head], rest, to);
  if (rest.length === 0 && to === undefined) delete copy[head];
  else copy[head] = inner;
  return copy;
}
