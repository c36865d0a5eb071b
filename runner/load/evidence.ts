// Turns what load kept as samples into exchanges, so that rules point at them and reports show them like any other.

import type { Exchange, Frame, Outcome, Recording } from '../../suites/kernel/recording.ts';
import type { Json, JsonObject } from '../../suites/kernel/recording.ts';
import { eraOf, type Revision, type Transport } from '../../suites/kernel/revision.ts';
import { parsed } from './ask.ts';
import { headerPairs } from './http1-parse.ts';
import type { Sample } from './shape.ts';

export interface RecordingFacts {
  readonly target: Recording['target'];
  readonly revision: Revision;
  readonly transport: Transport;
  readonly seed: number;
  readonly server: { readonly name?: string; readonly version?: string };
  readonly capabilities: JsonObject;
  readonly measures: { readonly [key: string]: Json };
  readonly url?: string;
}

/** A recording made of samples: each is one exchange, tagged with its kind. */
export function recordingOf(facts: RecordingFacts, samples: readonly Sample[], by: string): Recording {
  const frames: Frame[] = [];
  const exchanges = samples.map((sample, index) => {
    const lane = sample.session ?? 'load';
    const sent = sentFrame(sample, frames.length, lane, facts.url);
    frames.push(sent);
    const received = receivedFrames(sample, frames.length, lane);
    frames.push(...received);
    return exchangeOf(sample, `e${index + 1}`, by, lane, sent, received);
  });
  const { url: _url, ...rest } = facts;
  return {
    format: 'assay-recording/1',
    ...rest,
    era: eraOf(facts.revision),
    lanes: [],
    frames,
    exchanges,
    facts: { callable: [], speaks: [facts.revision], known: [], credentials: false },
  };
}

function sentFrame(sample: Sample, seq: number, lane: string, url: string | undefined): Frame {
  const split = sample.sent.indexOf('\r\n\r\n');
  const base = { seq, at: Math.max(0, sample.atMs - sample.ms), lane, origin: 'harness' as const };
  if (url === undefined || split < 0) return { ...base, via: 'stdio', raw: sample.sent, json: parsed(sample.sent) };
  const head = sample.sent.slice(0, split);
  const raw = sample.sent.slice(split + 4);
  const method = head.slice(0, head.indexOf(' '));
  return { ...base, via: 'post', raw, json: parsed(raw), http: { url, method, headers: headerPairs(head) } };
}

function receivedFrames(sample: Sample, seq: number, lane: string): Frame[] {
  const base = { at: sample.atMs, lane, origin: 'target' as const };
  const frames: Frame[] = [];
  const { head, status, body } = sample;
  if (head !== undefined && status !== undefined) {
    const http = { status, headers: headerPairs(head) };
    frames.push({ ...base, seq, via: 'head', raw: head, http });
  }
  if (body !== undefined && body !== '' && (status !== undefined || head === undefined)) {
    const json = parsed(body);
    const via = head === undefined ? 'stdio' : 'post';
    frames.push({ ...base, seq: seq + frames.length, via, raw: body, ...(json === undefined ? {} : { json }) });
  }
  return frames;
}

function exchangeOf(
  sample: Sample,
  id: string,
  by: string,
  lane: string,
  sent: Frame,
  received: readonly Frame[],
): Exchange {
  const answer = received.find(({ json }) => typeof json === 'object' && json !== null);
  return {
    id,
    lane,
    method: sample.step.split(' ')[0] ?? sample.step,
    by,
    tag: sample.kind.split(' ')[0] ?? sample.kind,
    sent,
    received,
    outcome: outcomeOf(sample, answer),
    ...(answer === undefined ? {} : { response: answer }),
    ...(sample.status === undefined ? {} : { status: sample.status }),
    ms: sample.ms,
  };
}

function outcomeOf(sample: Sample, answer: Frame | undefined): Outcome {
  if (sample.kind === 'timeout' || sample.kind === 'unsent') return 'timeout';
  if (sample.status === undefined && answer === undefined) return 'closed';
  if (answer !== undefined)
    return typeof answer.json === 'object' && 'error' in (answer.json as object) ? 'error' : 'result';
  return sample.status !== undefined && sample.status >= 300 ? 'http-refusal' : 'unparseable';
}
