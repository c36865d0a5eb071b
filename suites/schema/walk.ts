// Holds a value against a compiled shape and says, place by place, what does not fit.
//
// The depth of the walk is that of the shape, which is finite (no shape contains itself), never that of the value:
// a value nested a million times deep costs no more than a flat one. Nothing throws.

import { pointer } from '../kernel/look.ts';
import { FORMATS } from './formats.ts';
import { bare, type ChoiceNode, type Format, type Node, type RecordNode } from './nodes.ts';
import { isConstant, shown, words } from './words.ts';

export type Keyword =
  'type' | 'required' | 'const' | 'enum' | 'range' | 'integer' | 'maxItems' | 'format' | 'shape' | 'batch' | 'xor';

/** One thing in a message that the revision's wire shape does not allow. */
export interface Violation {
  /** RFC 6901, into the whole message; for a missing member, the object that lacks it. */
  readonly pointer: string;
  readonly got: string;
  readonly want: string;
  readonly keyword: Keyword;
  /** The missing or wrong member, where the place is one. */
  readonly member?: string;
  /** With keyword `format`: which. */
  readonly format?: Format;
  /** Names of the shapes around the place, outermost first (`ListToolsResult`, `Tool`, `ToolAnnotations`). */
  readonly within: readonly string[];
}

/** More than this of one message says nothing new. */
const MOST = 500;

interface Place {
  readonly up: Place | undefined;
  readonly key: string | number;
}

/** A value that was held against a shape with a name, or found as `_meta`. */
export interface Visit {
  readonly shape: string;
  readonly value: unknown;
  /** RFC 6901, into the whole message; made when it is asked for, because most are not. */
  readonly pointer: string;
}

/** What a walk gathers. */
export interface Gathered {
  readonly out: Violation[];
  readonly visits?: Visit[];
  /** Names of the shapes whose values are to be visited. */
  readonly wanted?: ReadonlySet<string>;
}

/** A shape with a name, and the value that is held against it. */
interface Around {
  readonly name: string;
  readonly place: Place | undefined;
}

interface Walk extends Gathered {
  readonly within: Around[];
}

/** Checks `value`, found at `path` of its message, and appends what does not fit. */
export function walk(node: Node, value: unknown, path: readonly (string | number)[], gathered: Gathered): void {
  let place: Place | undefined;
  for (const key of path) place = { up: place, key };
  check(node, value, place, { ...gathered, within: [] });
}

function check(node: Node, value: unknown, place: Place | undefined, state: Walk): void {
  if (state.out.length >= MOST) return;
  switch (node.kind) {
    case 'any':
      return;
    case 'named':
      visit(node.name, value, place, state);
      state.within.push({ name: node.name, place });
      check(node.node, value, place, state);
      state.within.pop();
      return;
    case 'constant':
      if (value !== node.value) report(state, place, value, words(node), 'const');
      return;
    case 'number':
      return number(node, value, place, state);
    case 'string':
      if (typeof value !== 'string') report(state, place, value, words(node), 'type');
      else if (node.format !== undefined && !FORMATS[node.format](value))
        report(state, place, value, words(node), 'format', node.format);
      return;
    case 'array':
      return array(node, value, place, state);
    case 'map':
      if (!isRecord(value)) report(state, place, value, words(node), 'type');
      else for (const key of Object.keys(value)) check(node.values, value[key], { up: place, key }, state);
      return;
    case 'record':
      return record(node, value, place, state);
    case 'choice':
      return choice(node, value, place, state);
    default:
      if (!hasType(node.kind, value)) report(state, place, value, words(node), 'type');
  }
}

function visit(shape: string, value: unknown, place: Place | undefined, state: Walk): void {
  if (state.visits === undefined || state.wanted?.has(shape) === false) return;
  state.visits.push({
    shape,
    value,
    get pointer() {
      return at(place);
    },
  });
}

const namesOf = ({ within }: Walk): readonly string[] => within.map(({ name }) => name);

/**
 * Names around a violation. What is of another type altogether is no bad X, it is no X at all: that is for the shape
 * around to say, as far as there is one.
 */
function blamed(state: Walk, place: Place | undefined, keyword: Keyword): readonly string[] {
  if (keyword !== 'type') return namesOf(state);
  let count = state.within.length;
  while (count > 1 && state.within[count - 1]?.place === place) count -= 1;
  return namesOf(state).slice(0, count);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function hasType(kind: 'boolean' | 'null' | 'object', value: unknown): boolean {
  if (kind === 'object') return isRecord(value);
  return kind === 'null' ? value === null : typeof value === 'boolean';
}

function number(node: Node & { kind: 'number' }, value: unknown, place: Place | undefined, state: Walk): void {
  if (typeof value !== 'number') return report(state, place, value, words(node), 'type');
  if (node.integer && !Number.isInteger(value)) return report(state, place, value, words(node), 'integer');
  if ((node.min !== undefined && value < node.min) || (node.max !== undefined && value > node.max))
    report(state, place, value, words(node), 'range');
}

function array(node: Node & { kind: 'array' }, value: unknown, place: Place | undefined, state: Walk): void {
  if (!Array.isArray(value)) return report(state, place, value, words(node), 'type');
  if (node.max !== undefined && value.length > node.max)
    report(state, place, `${value.length} items`, words(node), 'maxItems');
  for (let index = 0; index < value.length; index += 1) {
    if (state.out.length >= MOST) return;
    check(node.items, value[index], { up: place, key: index }, state);
  }
}

function record(node: RecordNode, value: unknown, place: Place | undefined, state: Walk): void {
  if (!isRecord(value)) return report(state, place, value, words(node), 'type');
  for (const member of node.members) {
    if (Object.hasOwn(value, member.name)) {
      if (member.name === '_meta') visit('_meta', value['_meta'], { up: place, key: '_meta' }, state);
      check(member.node, value[member.name], { up: place, key: member.name }, state);
    } else if (member.required) {
      state.out.push({
        pointer: at(place),
        got: `no member ${JSON.stringify(member.name)}`,
        want: `${member.name}: ${words(member.node)}`,
        keyword: 'required',
        member: member.name,
        within: namesOf(state),
      });
    }
  }
}

/** Fits where one option fits; otherwise the option that the value means, or comes nearest to, says what is wrong. */
function choice(node: ChoiceNode, value: unknown, place: Place | undefined, state: Walk): void {
  let options = node.options;
  if (node.tag !== undefined && node.byTag !== undefined && isRecord(value)) {
    const tag = Object.hasOwn(value, node.tag) ? value[node.tag] : undefined;
    const chosen = node.byTag.get(tag as string);
    if (chosen === undefined) return wrongTag(node, node.tag, value, place, state);
    options = chosen;
  }
  if (options.length === 1 && options[0] !== undefined) return check(options[0], value, place, state);
  const [nearest, fits] = attempts(options, value, place, state);
  const record = isRecord(value) && options.some((option) => bare(option).kind === 'record');
  if (fits || record) {
    state.out.push(...nearest.out);
    state.visits?.push(...(nearest.visits ?? []));
  } else report(state, place, value, words(node), options.every(isConstant) ? 'enum' : 'type');
}

/** The first option that fits, else the one with the fewest violations. */
function attempts(
  options: readonly Node[],
  value: unknown,
  place: Place | undefined,
  state: Walk,
): readonly [nearest: Gathered, fits: boolean] {
  let nearest: Gathered | undefined;
  for (const option of options) {
    const attempt: Gathered = {
      out: [],
      ...(state.visits === undefined ? {} : { visits: [] }),
      ...(state.wanted === undefined ? {} : { wanted: state.wanted }),
    };
    check(option, value, place, { ...attempt, within: [...state.within] });
    if (attempt.out.length === 0) return [attempt, true];
    if (nearest === undefined || attempt.out.length < nearest.out.length) nearest = attempt;
  }
  return [nearest ?? { out: [] }, false];
}

function wrongTag(
  node: ChoiceNode,
  tag: string,
  value: Readonly<Record<string, unknown>>,
  place: Place | undefined,
  state: Walk,
): void {
  const known = [...(node.byTag?.keys() ?? [])].map((key) => JSON.stringify(key)).join(', ');
  if (Object.hasOwn(value, tag)) report(state, { up: place, key: tag }, value[tag], `one of ${known}`, 'enum');
  else
    state.out.push({
      pointer: at(place),
      got: `no member ${JSON.stringify(tag)}`,
      want: `${tag}: one of ${known}`,
      keyword: 'required',
      member: tag,
      within: namesOf(state),
    });
}

function report(
  state: Walk,
  place: Place | undefined,
  value: unknown,
  want: string,
  keyword: Keyword,
  format?: Format,
): void {
  const key = place?.key;
  state.out.push({
    pointer: at(place),
    got: keyword === 'maxItems' ? String(value) : shown(value),
    want,
    keyword,
    ...(typeof key === 'string' ? { member: key } : {}),
    ...(format === undefined ? {} : { format }),
    within: blamed(state, place, keyword),
  });
}

function at(place: Place | undefined): string {
  const path: (string | number)[] = [];
  for (let step = place; step !== undefined; step = step.up) path.push(step.key);
  return pointer(...path.toReversed());
}
