// What an affinity run saw, as one recording: facts of the target, figures that the rules conclude in passing.

import type { Json, Recording } from '../../suites/kernel/recording.ts';
import { eraOf } from '../../suites/kernel/revision.ts';
import { outageFigures } from '../../suites/affinity/outage.ts';
import { routingOf } from '../../suites/affinity/routing.ts';
import { trials } from '../../suites/affinity/trials.ts';
import { mask, showUrl } from '../engine/mask.ts';
import { viewsOf } from '../engine/views.ts';
import { resultIn } from '../load/ask.ts';
import type { HttpTarget } from '../target.ts';
import type { Known } from './discover.ts';
import type { FailoverMarks } from './failover.ts';
import type { Field } from './trials.ts';
import type { Visitor } from './visitor.ts';

export const labelOf = (target: HttpTarget): string =>
  target.label === undefined ? showUrl(target.url) : mask(target.label);

export function recordingOf(
  field: Field,
  first: Visitor,
  { target, seed }: { readonly target: HttpTarget; readonly seed: number },
  known: Known,
  marks: FailoverMarks | undefined,
): Recording {
  const opening = resultIn(first.opened.asked) ?? {};
  const info =
    opening['serverInfo'] ??
    (opening['_meta'] as Record<string, unknown> | undefined)?.['io.modelcontextprotocol/serverInfo'];
  const { name, version } = (info ?? {}) as { readonly name?: string; readonly version?: string };
  const { witness, revision } = field;
  const base = {
    target: field.target.url,
    replicas: field.replicas.map(({ name: way, url }) => ({ name: way, url })),
    ...(field.routingHeader === undefined ? {} : { routingHeader: field.routingHeader }),
    seenThrough: { echo: known.echo !== undefined, note: known.recall !== undefined },
    ...(marks === undefined ? {} : { failover: marks }),
  };
  return withFigures({
    format: 'assay-recording/1',
    target: { kind: 'http', label: labelOf(target) },
    revision,
    era: eraOf(revision),
    transport: 'streamable-http',
    seed,
    server: { ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }) },
    capabilities: (opening['capabilities'] ?? {}) as Recording['capabilities'],
    lanes: witness.laneFacts(),
    frames: witness.frames,
    exchanges: witness.exchanges,
    measures: { affinity: base as unknown as Json },
    facts: {
      callable: [],
      speaks: [revision],
      known: [],
      credentials: target.headers?.['Authorization'] !== undefined,
    },
  });
}

/** What the rules conclude in passing is worth reading as figures too. */
function withFigures(recording: Recording): Recording {
  const outage = outageFigures(recording);
  const seen = trials.read(recording, viewsOf(recording));
  const { name, looks } = routingOf(seen, recording);
  const figures = {
    requests: recording.exchanges.length,
    ...(seen.all.length === 0 || recording.era === 'per-request' ? {} : { routing: { name, looks } }),
    ...(outage === undefined ? {} : { outage }),
  };
  return {
    ...recording,
    measures: { affinity: { ...(recording.measures['affinity'] as object), ...figures } as unknown as Json },
  };
}
