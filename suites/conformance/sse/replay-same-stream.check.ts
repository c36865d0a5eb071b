// Resuming brings back what is missing from one stream, and nothing from another.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief, isResponse, member } from '../../kernel/look.ts';
import { eventStreams, type EventStream } from '../../artifacts/event-streams.ts';

const idsOf = (stream: EventStream): readonly string[] =>
  stream.events.flatMap(({ sse }) => (sse?.id === undefined || sse.id === '' ? [] : [sse.id]));

/** What a resumed stream brought that is not the rest of the one it goes on with. */
function wrong(resumed: EventStream, origin: EventStream, others: readonly EventStream[]): readonly Finding[] {
  const own = member(origin.exchange.sent.json, 'id');
  const known = idsOf(origin);
  const before = new Set(known.slice(0, known.indexOf(resumed.after ?? '') + 1));
  const elsewhere = new Set(others.flatMap(idsOf).filter((id) => !known.includes(id)));
  const findings: Finding[] = [];
  for (const event of resumed.events) {
    const id = event.sse?.id;
    const foreign =
      (id !== undefined && elsewhere.has(id)) || (isResponse(event.json) && member(event.json, 'id') !== own);
    if (foreign)
      findings.push({
        at: [atFrame(event)],
        got: `${brief(event.raw, 80)}, which belongs to another stream`,
        want: 'the rest of the stream that was resumed',
        key: 'other-stream',
      });
    else if (id !== undefined && before.has(id))
      findings.push({
        at: [atFrame(event)],
        got: `event ${brief(id)} again`,
        want: `what followed ${brief(resumed.after)}`,
        key: 'before-the-id',
      });
  }
  return findings;
}

export default check({
  title: 'A resumed stream brings only what followed on the stream it resumes',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.replay-same-stream-only', 'sse.event-id-names-stream', 'sse.replay-continues-after-id'],
  why: 'Messages of another stream are taken for answers to the request at hand, or handled twice.',
  fix: 'Store events by stream and replay, for Last-Event-ID, only later events of the stream that id came from.',
  touch: 'probing',
  needs: { eventStreams },
  judge: ({ eventStreams: { watched } }) => {
    const originals = watched.filter(({ kind }) => kind !== 'resumed');
    const resumed = watched.filter(({ kind, events }) => kind === 'resumed' && events.length > 0);
    const findings = new Map<string, Finding>();
    let seen = 0;
    for (const stream of resumed) {
      const origin = originals.find((each) => idsOf(each).includes(stream.after ?? ''));
      if (origin === undefined) continue;
      seen += 1;
      for (const found of wrong(
        stream,
        origin,
        originals.filter((each) => each !== origin),
      ))
        if (!findings.has(found.key ?? '')) findings.set(found.key ?? '', found);
    }
    return { seen, findings: [...findings.values()], note: 'the server replays no events' };
  },
});
