// Events that come with the answer are no events: proxies hold streams back unless told not to.

import { check } from '../kernel/check.ts';
import { judgeStreaming, type StreamTimes } from '../artifacts/streaming.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import { taggedWith } from './tags.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

export default check({
  title: 'Streamed events pass the balancer when they are sent',
  level: 'should',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['http.sse-accel-buffering'],
  why: 'A proxy that buffers responses delivers progress and requests of the server only with the answer; clients time out although all is well.',
  fix: 'Send `X-Accel-Buffering: no` with every event stream; in nginx set `proxy_buffering off` for the MCP location.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const through = timesOf(recording, 'events/target');
    const direct = timesOf(recording, 'events/direct');
    const step = taggedWith(recording, 'events/target')[0]?.method ?? '';
    const streaming =
      through === undefined ? undefined : { step, through, ...(direct === undefined ? {} : { direct }) };
    const judged = judgeStreaming(streaming, recording);
    const at = taggedWith(recording, 'events/target').map(({ id }) => ({ exchange: id }));
    return { ...judged, findings: judged.findings.map((finding) => ({ ...finding, at })) };
  },
});

/** The middle one of the repeats, by its first event. */
function timesOf(recording: Recording, tag: string): StreamTimes | undefined {
  const times = taggedWith(recording, tag).flatMap((exchange) => eventTimes(exchange) ?? []);
  return times.toSorted((a, b) => a.firstMs - b.firstMs)[Math.floor(times.length / 2)];
}

function eventTimes({ sent, received }: Exchange): StreamTimes | undefined {
  const events = received.filter(({ via, json }) => via === 'stream' && json !== undefined);
  const [first] = events;
  const last = events.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { firstMs: Math.round(first.at - sent.at), lastMs: Math.round(last.at - sent.at), events: events.length };
}
