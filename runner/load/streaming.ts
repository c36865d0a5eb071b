// Finds out whether events of a stream arrive when they are sent: through the target, and direct where that is known.

import type { JsonObject } from '../../suites/kernel/recording.ts';
import type { Revision } from '../../suites/kernel/revision.ts';
import { resultIn, type Asked } from './ask.ts';
import { exampleArguments } from './example-arguments.ts';
import { askStep, closePlain, openPlain, stepOf, type Place, type PlainSession } from './plain-session.ts';
import type { PrepareOptions } from './prepare.ts';
import { mayCall } from './prepare.ts';
import { MARKER, type Step } from './shape.ts';
import type { Sample } from './shape.ts';

/** One streamed call: when its parts arrived, in milliseconds since it was sent. */
export interface StreamTimes {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly events: number;
}

export interface Streaming {
  readonly step: string;
  readonly through: StreamTimes;
  readonly direct?: StreamTimes;
}

export interface StreamingFound {
  readonly streaming: Streaming;
  readonly samples: readonly Sample[];
}

const TRIED = 8;
const REPEATS = 3;
/** A call must last this long between first and last event for the difference to mean anything. */
export const SPREAD_MS = 400;

/** `undefined` where no call allowed streams more than its answer. */
export async function measureStreaming(
  through: Place,
  direct: Place | undefined,
  revision: Revision,
  options: Pick<PrepareOptions, 'calls' | 'allow'>,
): Promise<StreamingFound | undefined> {
  // Behind a proxy that holds events back only the direct way shows which call streams.
  const near = await openPlain(direct ?? through, revision);
  const step = await findStreamed(near, options);
  if (step === undefined) {
    await closePlain(near);
    return undefined;
  }
  const far = await openPlain(through, revision);
  const throughAsked = await repeat(far, step);
  const directAsked = direct === undefined ? [] : await repeat(near, step);
  await Promise.all([closePlain(near), closePlain(far)]);
  const times = median(throughAsked);
  const near2 = median(directAsked);
  if (times === undefined) return undefined;
  const streaming = { step: step.name, through: times, ...(near2 === undefined ? {} : { direct: near2 }) };
  return { streaming, samples: throughAsked.slice(0, 1).map((asked) => sampleOf(step, asked)) };
}

async function findStreamed(
  session: PlainSession,
  options: Pick<PrepareOptions, 'calls' | 'allow'>,
): Promise<Step | undefined> {
  const tools = resultIn(await askStep(session, stepOf('tools/list')))?.['tools'];
  let tried = 0;
  for (const tool of Array.isArray(tools) ? (tools as readonly JsonObject[]) : []) {
    const given = mayCall(tool, options) ? exampleArguments(tool['inputSchema']) : undefined;
    if (given === undefined || tried >= TRIED) continue;
    tried += 1;
    const step = streamedCall(String(tool['name']), given);
    const asked = await askStep(session, step);
    const times = timesOf(asked);
    if (times !== undefined && times.events > 1 && times.lastMs - times.firstMs >= SPREAD_MS) return step;
  }
  return undefined;
}

function streamedCall(name: string, given: JsonObject): Step {
  const filled = JSON.parse(JSON.stringify(given).replaceAll(MARKER, 'assay')) as JsonObject;
  const params = { name, arguments: filled, _meta: { progressToken: 'assay-stream' } };
  return stepOf('tools/call', params, `tools/call ${name}`);
}

async function repeat(session: PlainSession, step: Step): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (let turn = 0; turn < REPEATS; turn += 1) asked.push(await askStep(session, step));
  return asked;
}

export function timesOf(asked: Asked): StreamTimes | undefined {
  const events = asked.events.filter(({ data }) => data !== '');
  const [first] = events;
  const last = events.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { firstMs: Math.round(first.atMs), lastMs: Math.round(last.atMs), events: events.length };
}

function median(asked: readonly Asked[]): StreamTimes | undefined {
  const times = asked.flatMap((one) => timesOf(one) ?? []).toSorted((a, b) => a.firstMs - b.firstMs);
  return times[Math.floor(times.length / 2)];
}

const sampleOf = (step: Step, asked: Asked): Sample => ({
  kind: 'stream',
  step: step.name,
  atMs: 0,
  ms: asked.ms,
  sent: JSON.stringify({ method: step.method, params: step.params ?? {} }),
  status: asked.status,
  head: asked.head,
  body: asked.events
    .map(({ atMs, data }) => `+${Math.round(atMs)} ms ${data}`)
    .join('\n')
    .slice(0, 4000),
});
