// What we declare as a client, revision by revision, and how we answer a target that asks: harmlessly and the same each time.

import type { Answer } from '../../suites/kernel/check.ts';
import type { JsonObject } from '../../suites/kernel/recording.ts';
import type { Revision } from '../../suites/kernel/revision.ts';

/** All that a client of this revision can declare, so that a server shows all it has. */
export function fullCapabilities(revision: Revision): JsonObject {
  if (revision >= '2026-07-28') return { elicitation: { form: {}, url: {} }, sampling: { tools: {} }, roots: {} };
  if (revision >= '2025-11-25')
    return { roots: { listChanged: true }, sampling: { tools: {}, context: {} }, elicitation: { form: {}, url: {} } };
  if (revision >= '2025-06-18') return { roots: { listChanged: true }, sampling: {}, elicitation: {} };
  return { roots: { listChanged: true }, sampling: {} };
}

/** Answers of a client that does nothing: no roots, a fixed text, and a person who declines. */
export const QUIET_ANSWERS: Readonly<Record<string, Answer>> = {
  ping: () => ({ result: {} }),
  'roots/list': () => ({ result: { roots: [] } }),
  'sampling/createMessage': () => ({
    result: { role: 'assistant', content: { type: 'text', text: 'ok' }, model: 'assay', stopReason: 'endTurn' },
  }),
  'elicitation/create': () => ({ result: { action: 'decline' } }),
};
