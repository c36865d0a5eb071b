// What of one target survives in another: the table for a gateway beside its upstream, or a version beside the one before.

import { isObject } from '../../kernel/look.ts';
import { same } from '../canonical.ts';
import type { Fields, ListKind } from '../snapshot.ts';
import { LIST_KINDS } from '../snapshot.ts';
import type { Survey } from './survey.ts';

export type Fate = 'kept' | 'lost' | 'changed' | 'added' | 'renamed' | 'reordered' | 'slower' | 'absent';

export interface FidelityRow {
  readonly aspect: string;
  readonly before: string;
  readonly after: string;
  readonly fate: Fate;
}

/** One era of both. */
export function fidelity(before: Survey, after: Survey): readonly FidelityRow[] {
  return [
    ...eras(before, after),
    ...capabilities(before.snapshot.server['capabilities'], after.snapshot.server['capabilities']),
    ...serverRows(before.snapshot.server, after.snapshot.server),
    ...LIST_KINDS.flatMap((kind) => listRows(kind, before, after)),
    order(before, after),
    ...besideRows(before, after),
    ...answerRows(before, after),
    ...statusRows(before, after),
    latency(before, after),
  ];
}

const count = (part: number, all: number): string => `${part} of ${all}`;

function eras(before: Survey, after: Survey): readonly FidelityRow[] {
  return [...new Set([...before.speaks, ...after.speaks])].toSorted().map((revision) => {
    const [was, is] = [before.speaks.includes(revision), after.speaks.includes(revision)];
    return row(`revision ${revision}`, was ? 'spoken' : '–', is ? 'spoken' : '–', was, is);
  });
}

/** A thing that is there or not. */
const row = (aspect: string, before: string, after: string, was: boolean, is: boolean): FidelityRow => ({
  aspect,
  before,
  after,
  fate: was && is ? 'kept' : was ? 'lost' : is ? 'added' : 'absent',
});

function capabilities(before: unknown, after: unknown, path = ''): readonly FidelityRow[] {
  const [old, now] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].toSorted().flatMap((key) => {
    const on = (value: unknown): boolean => value !== undefined && value !== false;
    const name = path === '' ? key : `${path}.${key}`;
    const own = row(
      `capability ${name}`,
      on(old[key]) ? 'declared' : '–',
      on(now[key]) ? 'declared' : '–',
      on(old[key]),
      on(now[key]),
    );
    return on(old[key]) && on(now[key]) ? [own, ...capabilities(old[key], now[key], name)] : [own];
  });
}

function serverRows(before: Fields, after: Fields): readonly FidelityRow[] {
  return ['name', 'version', 'title', 'instructions'].flatMap((key): FidelityRow[] => {
    const [was, is] = [before[key], after[key]];
    if (was === undefined && is === undefined) return [];
    const short = (value: unknown): string =>
      value === undefined ? '–' : key === 'instructions' ? `${String(value).length} characters` : String(value);
    const fate = same(was, is) ? 'kept' : was === undefined ? 'added' : is === undefined ? 'lost' : 'changed';
    return [{ aspect: key === 'instructions' ? key : `server ${key}`, before: short(was), after: short(is), fate }];
  });
}

const PLURAL: Readonly<Record<ListKind, string>> = {
  tool: 'tools',
  prompt: 'prompts',
  resource: 'resources',
  template: 'resource templates',
};

/** How many of a list survive, which names changed, and each of their fields. */
function listRows(kind: ListKind, before: Survey, after: Survey): readonly FidelityRow[] {
  const [old, now] = [before.snapshot[kind], after.snapshot[kind]];
  const names = Object.keys(old);
  if (names.length === 0 && Object.keys(now).length === 0) return [];
  const kept = names.filter((name) => Object.hasOwn(now, name));
  const renamed = new Map(
    names.filter((name) => !Object.hasOwn(now, name)).map((name) => [name, likelyNewName(name, old[name], now, old)]),
  );
  const moved = [...renamed].filter(([, to]) => to !== undefined);
  const lost = names.length - kept.length - moved.length;
  const fresh = Object.keys(now).length - kept.length - moved.length;
  const rows: FidelityRow[] = [
    {
      aspect: PLURAL[kind],
      before: String(names.length),
      after: String(Object.keys(now).length),
      fate: lost > 0 ? 'lost' : moved.length > 0 ? 'renamed' : fresh > 0 ? 'added' : 'kept',
    },
  ];
  for (const [name, to] of moved.slice(0, 5))
    rows.push({ aspect: `${kind} ${name}`, before: name, after: to ?? '', fate: 'renamed' });
  for (const name of names.filter((one) => !Object.hasOwn(now, one) && renamed.get(one) === undefined).slice(0, 10))
    rows.push({ aspect: `${kind} ${name}`, before: 'listed', after: '–', fate: 'lost' });
  const pairs = [...kept.map((name) => [name, name] as const), ...moved.map(([name, to]) => [name, to ?? ''] as const)];
  return [
    ...rows,
    ...fieldRows(
      kind,
      pairs.map(([name, to]) => [old[name] ?? {}, now[to] ?? {}] as const),
    ),
  ];
}

/** Gateways put a prefix in front of names, or replace what stands between their parts. */
function likelyNewName(
  name: string,
  fields: Fields | undefined,
  now: Readonly<Record<string, Fields>>,
  old: Readonly<Record<string, Fields>>,
): string | undefined {
  const free = Object.keys(now).filter((one) => !Object.hasOwn(old, one));
  const flat = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return (
    free.find((one) => flat(one) === flat(name)) ??
    free.find(
      (one) =>
        flat(one).endsWith(flat(name)) &&
        flat(name).length > 2 &&
        same(now[one]?.['description'], fields?.['description']),
    ) ??
    free.find((one) => Object.keys(fields ?? {}).length > 1 && same(now[one], fields))
  );
}

function fieldRows(
  kind: ListKind,
  pairs: readonly (readonly [before: Fields, after: Fields])[],
): readonly FidelityRow[] {
  const keys = new Set(pairs.flatMap(([before, after]) => [...Object.keys(before), ...Object.keys(after)]));
  return [...keys].toSorted().map((key) => {
    const having = pairs.filter(([before]) => before[key] !== undefined);
    const equal = having.filter(([before, after]) => same(before[key], after[key])).length;
    const gone = having.filter(([, after]) => after[key] === undefined).length;
    const come = pairs.filter(([before, after]) => before[key] === undefined && after[key] !== undefined).length;
    const fate: Fate = gone > 0 ? 'lost' : equal < having.length ? 'changed' : come > 0 ? 'added' : 'kept';
    const told =
      fate === 'added' ? `${come} more` : `${count(equal, having.length)} equal${gone > 0 ? `, ${gone} gone` : ''}`;
    return { aspect: `${PLURAL[kind]}: ${key}`, before: String(having.length), after: told, fate };
  });
}

function order(before: Survey, after: Survey): FidelityRow {
  const both = new Set(before.order.filter((name) => after.order.includes(name)));
  const [old, now] = [before.order.filter((name) => both.has(name)), after.order.filter((name) => both.has(name))];
  const equal = same(old, now);
  return {
    aspect: 'order of tools',
    before: old.slice(0, 3).join(', ') || '–',
    after: equal ? 'the same' : now.slice(0, 3).join(', '),
    fate: equal ? 'kept' : 'reordered',
  };
}

function besideRows(before: Survey, after: Survey): readonly FidelityRow[] {
  return Object.entries(before.beside).map(([what, seen]): FidelityRow => {
    const now = after.beside[what as keyof typeof after.beside];
    // Counts of messages hang on time; that some come, or none, does not. Progress that breaks off shows as fewer.
    const fate: Fate =
      seen === 0
        ? now === 0
          ? 'absent'
          : 'added'
        : now === 0
          ? 'lost'
          : what === 'progress' && now < seen
            ? 'changed'
            : 'kept';
    return { aspect: what, before: String(seen), after: String(now), fate };
  });
}

/** Answers to the same questions, by kind, and whether structured content survives. */
function answerRows(before: Survey, after: Survey): readonly FidelityRow[] {
  const pairs = before.answers.flatMap((one) => {
    const other = after.answers.find(({ key }) => key === one.key);
    return other === undefined ? [] : [{ one, other }];
  });
  const kinds: readonly (readonly [string, (method: string, key: string) => boolean])[] = [
    ['results of calls', (method, key) => method === 'tools/call' && key.startsWith('call ')],
    ['prompts fetched', (method) => method === 'prompts/get'],
    ['resources read', (method, key) => method === 'resources/read' && key.startsWith('resource ')],
    ['errors', (_, key) => key.startsWith('an unknown ')],
  ];
  const rows = kinds.flatMap(([aspect, isOf]): FidelityRow[] => {
    const own = pairs.filter(({ one }) => isOf(one.method, one.key));
    if (own.length === 0) return [];
    const equal = own.filter(({ one, other }) => one.shapes.some((shape) => other.shapes.includes(shape))).length;
    return [
      {
        aspect,
        before: String(own.length),
        after: `${count(equal, own.length)} of the same shape`,
        fate: equal === own.length ? 'kept' : 'changed',
      },
    ];
  });
  const structured = pairs.filter(({ one }) => one.shapes.some((shape) => shape.includes('structured ')));
  if (structured.length === 0) return rows;
  const still = structured.filter(({ other }) => other.shapes.some((shape) => shape.includes('structured '))).length;
  return [
    ...rows,
    {
      aspect: 'structured content',
      before: String(structured.length),
      after: String(still),
      fate: still === structured.length ? 'kept' : 'lost',
    },
  ];
}

function statusRows(before: Survey, after: Survey): readonly FidelityRow[] {
  return Object.keys(before.statuses)
    .filter((what) => Object.hasOwn(after.statuses, what))
    .map((what) => {
      const [was, is] = [before.statuses[what], after.statuses[what]];
      return {
        aspect: `status of ${what}`,
        before: String(was),
        after: String(is),
        fate: was === is ? ('kept' as const) : ('changed' as const),
      };
    });
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** By the middle of all answers; a few milliseconds are nobody's. */
export function latencyOf(
  before: Survey,
  after: Survey,
): { readonly before: number; readonly after: number; readonly slower: boolean } {
  const pairs = before.answers.flatMap((one) => {
    const other = after.answers.find(({ key }) => key === one.key);
    return other === undefined ? [] : [[median(one.ms), median(other.ms)] as const];
  });
  const [was, is] = [median(pairs.map(([ms]) => ms)), median(pairs.map(([, ms]) => ms))];
  return { before: was, after: is, slower: is > was * 3 && is - was > 20 };
}

function latency(before: Survey, after: Survey): FidelityRow {
  const { before: was, after: is, slower } = latencyOf(before, after);
  return {
    aspect: 'median answer',
    before: `${was.toFixed(1)} ms`,
    after: `${is.toFixed(1)} ms`,
    fate: slower ? 'slower' : 'kept',
  };
}
