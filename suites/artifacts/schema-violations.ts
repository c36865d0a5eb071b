// Every message of the target held against the wire shapes of its revision, once for all rules.

import { artifact } from '../kernel/check.ts';
import { knownCalls } from './known-calls.ts';
import { inspect, type Violation, type Visit } from '../schema/violations.ts';
import { messages, wordsOf, type TargetMessage } from './messages.ts';
import { resourceTemplates } from './resource-templates.ts';
import { claimedShapes } from './schema-topics.ts';

/** A value that was held against a shape with a name, and the message it stands in. */
export interface Judgeable extends Visit {
  readonly found: TargetMessage;
}

export interface FoundViolation extends Violation {
  readonly found: TargetMessage;
}

export interface SchemaViolations {
  readonly all: readonly FoundViolation[];
  /** Values that were held against these shapes. */
  of(...shapes: readonly string[]): readonly Judgeable[];
  /** Messages that were held against their revision. */
  readonly judged: readonly TargetMessage[];
}

/** What rules look at: the shapes they answer for, and every `_meta`. */
const VISITED: ReadonlySet<string> = new Set([...claimedShapes(), '_meta']);

const judgeableOf = (visit: Visit, found: TargetMessage): Judgeable => ({
  shape: visit.shape,
  value: visit.value,
  found,
  get pointer() {
    return visit.pointer;
  },
});

export const schemaViolations = artifact<SchemaViolations>({
  id: 'schema-violations',
  // So that there is something to judge, whichever rules were chosen.
  after: [knownCalls, resourceTemplates],
  read: (_recording, views) => {
    const all: FoundViolation[] = [];
    const judged: TargetMessage[] = [];
    const byShape = new Map<string, Judgeable[]>();
    const known = new Map<string, Set<string>>();
    for (const found of views(messages).all) {
      if (found.revision === undefined) continue;
      judged.push(found);
      // Lists are asked for many times: what was said in the same words is judged once.
      const asked = `${found.revision} ${found.method ?? ''}`;
      let said = known.get(asked);
      if (said === undefined) known.set(asked, (said = new Set()));
      if (said.has(wordsOf(found))) continue;
      said.add(wordsOf(found));
      const method = found.method === undefined ? {} : { method: found.method };
      const { out, visits } = inspect(found.revision, found.message, { from: 'server', ...method }, VISITED);
      for (const violation of out) all.push({ ...violation, found });
      for (const visit of visits) {
        const list = byShape.get(visit.shape);
        const judgeable = judgeableOf(visit, found);
        if (list === undefined) byShape.set(visit.shape, [judgeable]);
        else list.push(judgeable);
      }
    }
    return { all, judged, of: (...shapes) => shapes.flatMap((shape) => byShape.get(shape) ?? []) };
  },
});
