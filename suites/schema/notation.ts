// The small language the wire shapes are written in, and its compiler: text of a shape → a tree that can be walked.
//
// A shape is an expression or an object of members. Expressions: `string`, `uri`, `uri-template`, `base64`,
// `integer`, `number`, `boolean`, `null`, `object`, `any`, a range (`number 0..1`, `integer 0..`), a constant
// (`'text'`, `-32042`), a name, `X[]`, `X[..100]`, `{X}` (an object whose members all are X), `A | B`, parentheses.
// A member that ends in `?` may be absent; `...` takes the members of the shapes it names. Members that are not
// named are allowed everywhere, as the specification allows them.

import { parse, type Named } from './expression.ts';
import type { Node, RecordNode } from './nodes.ts';

/** A shape as written. `null` in a difference takes the member away. */
export type Notation = string | Members;
export interface Members {
  readonly [member: string]: Notation | null;
}
export interface Shapes {
  readonly [name: string]: Notation;
}
/** What a revision changes in the one before it; members are merged, expressions replaced, `null` removes. */
export interface Differences {
  readonly [name: string]: Notation | null;
}

/** Lays the differences of a revision over the shapes of the one before. */
export function differ(base: Shapes, differences: Differences): Shapes {
  const shapes: Record<string, Notation> = { ...base };
  for (const [name, change] of Object.entries(differences)) {
    const before = shapes[name];
    if (change === null) delete shapes[name];
    else if (typeof before === 'object' && typeof change === 'object') shapes[name] = mergeMembers(before, change);
    else shapes[name] = change;
  }
  return shapes;
}

function mergeMembers(before: Members, change: Members): Members {
  const members: Record<string, Notation | null> = { ...before };
  for (const [key, notation] of Object.entries(change)) {
    const bare = bareName(key);
    const old = members[bare] ?? members[`${bare}?`];
    delete members[bare];
    delete members[`${bare}?`];
    if (notation === null) continue;
    members[key] =
      typeof old === 'object' && old !== null && typeof notation === 'object' ? mergeMembers(old, notation) : notation;
  }
  return members;
}

const bareName = (key: string): string => (key.endsWith('?') ? key.slice(0, -1) : key);

/** Compiles shapes by name, each at most once and only when asked for. */
export function compiler(shapes: Shapes): (name: string) => Node {
  const done = new Map<string, Node>();
  const open = new Set<string>();
  const named = (name: string): Node => {
    const known = done.get(name);
    if (known !== undefined) return known;
    const notation = shapes[name];
    if (notation === undefined) throw new Error(`no wire shape is named ${name}`);
    if (open.has(name)) throw new Error(`the wire shape ${name} contains itself`);
    open.add(name);
    const node: Node = { kind: 'named', name, node: build(notation, named, shapes) };
    open.delete(name);
    done.set(name, node);
    return node;
  };
  return named;
}

function build(notation: Notation, named: Named, shapes: Shapes): Node {
  return typeof notation === 'string' ? parse(notation, named) : record(notation, named, shapes);
}

function record(members: Members, named: Named, shapes: Shapes): RecordNode {
  return {
    kind: 'record',
    members: Object.entries(allMembers(members, shapes)).map(([key, notation]) => ({
      name: bareName(key),
      required: !key.endsWith('?'),
      node: build(notation ?? 'any', named, shapes),
    })),
  };
}

/** Own members over those of the shapes that `...` names. */
function allMembers(members: Members, shapes: Shapes): Members {
  const { '...': taken, ...own } = members;
  if (typeof taken !== 'string') return own;
  let all: Members = {};
  for (const name of taken.split(',').map((part) => part.trim())) {
    const notation = shapes[name];
    if (typeof notation !== 'object') throw new Error(`${name} has no members to take`);
    all = mergeMembers(all, allMembers(notation, shapes));
  }
  return mergeMembers(all, own);
}
