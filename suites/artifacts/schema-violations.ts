// Every message of the target held against the wire shapes of its revision, once for all rules.

import { artifact } from '../kernel/check.ts';
import { knownCalls } from './known-calls.ts';
import { inspect, type Violation, type Visit } from '../schema/violations.ts';
import { messages, type TargetMessage } from './messages.ts';
import { resourceTemplates } from './resource-templates.ts';

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

export const schemaViolations = artifact<SchemaViolations>({
  id: 'schema-violations',
  // So that there is something to judge, whichever rules were chosen.
  after: [knownCalls, resourceTemplates],
  read: (_recording, views) => {
    const all: FoundViolation[] = [];
    const judged: TargetMessage[] = [];
    const byShape = new Map<string, Judgeable[]>();
    for (const found of views(messages).all) {
      if (found.revision === undefined) continue;
      judged.push(found);
      const context =
        found.method === undefined ? { from: 'server' as const } : { from: 'server' as const, method: found.method };
      const { out, visits } = inspect(found.revision, found.message, context);
      for (const violation of out) all.push({ ...violation, found });
      for (const visit of visits) {
        const list = byShape.get(visit.shape);
        if (list === undefined) byShape.set(visit.shape, [{ ...visit, found }]);
        else list.push({ ...visit, found });
      }
    }
    return { all, judged, of: (...shapes) => shapes.flatMap((shape) => byShape.get(shape) ?? []) };
  },
});
