// Each event is one message; what is split, unfinished or without its field name is lost.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief, isObject } from '../../kernel/look.ts';
import type { Frame } from '../../kernel/recording.ts';
import type { Revision } from '../../kernel/revision.ts';
import { dataOf, eventStreams } from '../../artifacts/event-streams.ts';

const isMessage = (json: unknown, revision: Revision): boolean =>
  isObject(json)
    ? ['jsonrpc', 'method', 'result', 'error'].some((name) => Object.hasOwn(json, name))
    : Array.isArray(json) && revision === '2025-03-26' && json.every((each) => isMessage(each, revision));

function wrong(event: Frame, revision: Revision): Omit<Finding, 'at'> | undefined {
  if (event.cut !== undefined) return undefined;
  const data = dataOf(event);
  // Comments, ids, retry times and events of other types are none of the protocol's.
  if (data === undefined) {
    const stray = event.raw.split(/\r\n|\n|\r/).some((line) => line.trimStart().startsWith('{'));
    return stray ? { got: brief(event.raw, 100), want: 'the message on data: lines', key: 'no-data-field' } : undefined;
  }
  const type = event.sse?.event ?? 'message';
  if (data === '' || type !== 'message') return undefined;
  if (event.unparsed !== undefined) return { got: brief(data, 100), want: 'one JSON-RPC message', key: 'not-json' };
  return isMessage(event.json, revision)
    ? undefined
    : { got: brief(data, 100), want: 'one JSON-RPC message', key: 'no-message' };
}

export default check({
  title: 'Each event of a stream holds one JSON-RPC message',
  level: 'must',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['sse.event-data-is-message', 'http.sse-wellformed'],
  why: 'Clients parse the data of each event by itself; half a message or two at once are dropped with an error.',
  fix: 'Write each message as one event: data: lines with the JSON text, then an empty line.',
  touch: 'passive',
  enabledBy: { known: 'emits-progress' },
  needs: { eventStreams },
  judge: ({ eventStreams: { all } }, { recording }) => {
    const findings = new Map<string, Finding>();
    let seen = 0;
    for (const { kind, events, end } of all)
      for (const event of events) {
        // What we broke off may end anywhere.
        if (end === undefined && event === events.at(-1) && event.unparsed !== undefined) continue;
        // A priming event has no data; some servers replay it as an empty object, which misleads nobody.
        if (kind === 'resumed' && dataOf(event) === '{}') continue;
        if (dataOf(event) !== undefined) seen += 1;
        const found = wrong(event, recording.revision);
        if (found !== undefined && !findings.has(found.key ?? ''))
          findings.set(found.key ?? '', { ...found, at: [atFrame(event)] });
      }
    return { seen, findings: [...findings.values()], note: 'no answer came as an event stream' };
  },
});
