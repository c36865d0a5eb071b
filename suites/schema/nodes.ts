// Compiled shapes: a finite tree that a value can be held against.

export type Format = 'uri' | 'uri-template' | 'base64';

export type Node =
  | { readonly kind: 'any' | 'boolean' | 'null' | 'object' }
  | { readonly kind: 'string'; readonly format?: Format }
  | { readonly kind: 'number'; readonly integer: boolean; readonly min?: number; readonly max?: number }
  | { readonly kind: 'constant'; readonly value: string | number }
  | { readonly kind: 'array'; readonly items: Node; readonly max?: number }
  | { readonly kind: 'map'; readonly values: Node }
  | RecordNode
  | ChoiceNode
  | { readonly kind: 'named'; readonly name: string; readonly node: Node };

export interface RecordNode {
  readonly kind: 'record';
  readonly members: readonly { readonly name: string; readonly required: boolean; readonly node: Node }[];
}

export interface ChoiceNode {
  readonly kind: 'choice';
  readonly options: readonly Node[];
  /** Member whose constant tells the options apart, where there is one. */
  readonly tag?: string;
  readonly byTag?: ReadonlyMap<string | number, readonly Node[]>;
}

/** A choice knows its tag: the first member that every option requires and fixes to constants. */
export function choose(options: readonly Node[]): ChoiceNode {
  const flat = options.flatMap((option) =>
    bare(option).kind === 'choice' ? (bare(option) as ChoiceNode).options : [option],
  );
  const first = flat[0] === undefined ? undefined : bare(flat[0]);
  if (first?.kind !== 'record') return { kind: 'choice', options: flat };
  for (const { name } of first.members) {
    const byTag = new Map<string | number, Node[]>();
    const all = flat.every((option) => {
      const values = constantsOf(option, name);
      for (const value of values) byTag.set(value, [...(byTag.get(value) ?? []), option]);
      return values.length > 0;
    });
    if (all) return { kind: 'choice', options: flat, tag: name, byTag };
  }
  return { kind: 'choice', options: flat };
}

/** The shape below its names. */
export function bare(node: Node): Exclude<Node, { kind: 'named' }> {
  let inner = node;
  while (inner.kind === 'named') inner = inner.node;
  return inner;
}

function constantsOf(option: Node, name: string): readonly (string | number)[] {
  const shape = bare(option);
  if (shape.kind !== 'record') return [];
  const found = shape.members.find((item) => item.name === name && item.required);
  if (found === undefined) return [];
  const value = bare(found.node);
  if (value.kind === 'constant') return [value.value];
  if (value.kind !== 'choice') return [];
  const constants = value.options.map(bare);
  return constants.every((item) => item.kind === 'constant') ? constants.map((item) => item.value) : [];
}
