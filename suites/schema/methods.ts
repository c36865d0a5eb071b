// Which shape the params and the result of each method have, by side and revision.

import type { Revision } from '../kernel/revision.ts';
import type { Node } from './nodes.ts';
import { compiler, differ, type Shapes } from './notation.ts';
import * as first from './revisions/2024-11-05.ts';
import * as march from './revisions/2025-03-26.ts';
import * as june from './revisions/2025-06-18.ts';
import * as november from './revisions/2025-11-25.ts';
import * as july from './revisions/2026-07-28.ts';

export type Side = 'client' | 'server';

/** Shape of params (with `?` where they may be left out) and of the result. */
export type RequestShapes = readonly [params: string, result: string];

export interface Methods {
  readonly requests: Readonly<Record<Side, Readonly<Record<string, RequestShapes>>>>;
  readonly notifications: Readonly<Record<Side, Readonly<Record<string, string>>>>;
  /** Shapes of errors that carry more than code and message, by code. */
  readonly errors: Readonly<Record<string, string>>;
}

/** `null` takes a method away; `null` for a side takes all. */
export interface MethodDifferences {
  readonly requests?: Readonly<Partial<Record<Side, Readonly<Record<string, RequestShapes | null>> | null>>>;
  readonly notifications?: Readonly<Partial<Record<Side, Readonly<Record<string, string | null>>>>>;
  readonly errors?: Readonly<Record<string, string | null>>;
}

export interface Wire {
  readonly shapes: Shapes;
  readonly methods: Methods;
  /** The compiled shape of this name. */
  readonly shape: (name: string) => Node;
}

const STEPS: Readonly<Record<Exclude<Revision, '2024-11-05'>, Step>> = {
  '2025-03-26': { before: '2024-11-05', shapes: march.differences },
  '2025-06-18': { before: '2025-03-26', shapes: june.differences, methods: june.methods },
  '2025-11-25': { before: '2025-06-18', shapes: november.differences, methods: november.methods },
  '2026-07-28': { before: '2025-11-25', shapes: july.differences, methods: july.methods },
};

interface Step {
  readonly before: Revision;
  readonly shapes: Parameters<typeof differ>[1];
  readonly methods?: MethodDifferences;
}

const wires = new Map<Revision, Wire>();

/** All that a revision puts on the wire; built when first asked for. */
export function wireOf(revision: Revision): Wire {
  const known = wires.get(revision);
  if (known !== undefined) return known;
  const wire = buildWire(revision);
  wires.set(revision, wire);
  return wire;
}

function buildWire(revision: Revision): Wire {
  if (revision === '2024-11-05') return { ...first, shape: compiler(first.shapes) };
  const step = STEPS[revision];
  const before = wireOf(step.before);
  const shapes = differ(before.shapes, step.shapes);
  return { shapes, methods: differMethods(before.methods, step.methods ?? {}), shape: compiler(shapes) };
}

function differMethods(before: Methods, change: MethodDifferences): Methods {
  const side = <T>(old: Readonly<Record<string, T>>, by: Readonly<Record<string, T | null>> | null | undefined) =>
    by === null ? {} : lay(old, by ?? {});
  return {
    requests: {
      client: side(before.requests.client, change.requests?.client),
      server: side(before.requests.server, change.requests?.server),
    },
    notifications: {
      client: side(before.notifications.client, change.notifications?.client),
      server: side(before.notifications.server, change.notifications?.server),
    },
    errors: lay(before.errors, change.errors ?? {}),
  };
}

function lay<T>(old: Readonly<Record<string, T>>, by: Readonly<Record<string, T | null>>): Readonly<Record<string, T>> {
  const all: Record<string, T> = { ...old };
  for (const [key, value] of Object.entries(by)) {
    if (value === null) delete all[key];
    else all[key] = value;
  }
  return all;
}
