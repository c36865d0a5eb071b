// Plants a fault into a recording: the same change to every result of a method, as if the target had sent it so.

import type { ResultChange } from '../../fixtures/good/fault.ts';
import { member, resultOf } from '../../suites/kernel/look.ts';
import type { Exchange, Frame, JsonObject, Recording } from '../../suites/kernel/recording.ts';

/** The recording with these changes made; the same object where nothing in it is changed by them. */
export function changed(recording: Recording, changes: readonly ResultChange[]): Recording {
  const frames = new Map<number, Frame>();
  for (const exchange of recording.exchanges)
    for (const { method, change } of changes) {
      const { response } = exchange;
      if (exchange.method !== method || response === undefined || resultOf(exchange) === undefined) continue;
      const before = frames.get(response.seq) ?? response;
      frames.set(response.seq, withResult(before, change, aboutOf(recording, exchange)));
    }
  const differing = [...frames].filter(([seq, frame]) => {
    const original = recording.frames.find((one) => one.seq === seq);
    return JSON.stringify(original?.json) !== JSON.stringify(frame.json);
  });
  if (differing.length === 0) return recording;
  const now = (frame: Frame): Frame => frames.get(frame.seq) ?? frame;
  return {
    ...recording,
    frames: recording.frames.map(now),
    exchanges: recording.exchanges.map((exchange) => ({
      ...exchange,
      received: exchange.received.map(now),
      ...(exchange.response === undefined ? {} : { response: now(exchange.response) }),
    })),
  };
}

type About = Parameters<ResultChange['change']>[1];

function aboutOf(recording: Recording, exchange: Exchange): About {
  const params = member(exchange.sent.json, 'params') ?? {};
  return { params: params as About['params'], revision: recording.revision, transport: recording.transport };
}

function withResult(frame: Frame, change: ResultChange['change'], about: About): Frame {
  const json = structuredClone(frame.json) as Record<string, unknown>;
  const replaced = change(json['result'], about);
  if (replaced !== undefined) json['result'] = replaced as JsonObject;
  const text = JSON.stringify(json);
  return { ...frame, json, raw: frame.via === 'stream' ? `data: ${text}` : text };
}
