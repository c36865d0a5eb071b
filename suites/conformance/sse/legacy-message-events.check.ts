// Messages of the server are events of the name message.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { traffic } from '../../artifacts/traffic.ts';
import { dataOf } from '../../artifacts/event-streams.ts';
import { isMessage } from '../../artifacts/stdout-lines.ts';

/** JSON-RPC on a line that is no field of an event (HTML standard, event streams). */
const BARE = /^\s*\{.{0,40}"jsonrpc"/mu;

export default check({
  title: 'Messages on the old transport are message events that hold one message each',
  level: 'must',
  revisions: STATEFUL,
  transports: ['http-sse'],
  requirements: ['sse.legacy-message-events'],
  why: 'Clients listen for events of this name; others never reach them.',
  fix: 'Name the events message, or give them no name, and put one JSON-RPC message into the data of each.',
  touch: 'passive',
  needs: { traffic },
  judge: (_views, { recording }) => {
    const findings = new Map<string, Finding>();
    let seen = 0;
    for (const frame of recording.frames) {
      if (frame.via !== 'stream' || frame.origin !== 'target') continue;
      const data = dataOf(frame);
      if (data === undefined && BARE.test(frame.raw) && !findings.has('no-data'))
        findings.set('no-data', {
          at: [atFrame(frame)],
          got: `${brief(frame.raw, 80)}, which no client reads`,
          want: 'the message behind data:',
          key: 'no-data',
        });
      if (data === undefined || data === '' || frame.sse?.event === 'endpoint') continue;
      const name = frame.sse?.event ?? 'message';
      const message = isMessage(frame.json);
      // Other events without a message (heartbeats) are the server's own affair.
      if (name !== 'message' && !message) continue;
      seen += 1;
      const key = name === 'message' ? (message ? '' : 'no-message') : 'name';
      if (key !== '' && !findings.has(key))
        findings.set(key, {
          at: [atFrame(frame)],
          got: key === 'name' ? `a message in an event named ${brief(name, 40)}` : brief(data, 80),
          want: 'one message in a message event',
          key,
        });
    }
    return { seen: seen + (findings.has('no-data') ? 1 : 0), findings: [...findings.values()] };
  },
});
