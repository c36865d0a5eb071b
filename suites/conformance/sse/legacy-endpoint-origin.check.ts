// Messages go where the stream came from: clients follow no address elsewhere.

import { dataOf } from '../../artifacts/event-streams.ts';
import { traffic } from '../../artifacts/traffic.ts';
import { check } from '../../kernel/check.ts';
import { atFrame, brief, judgeEach } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';

export default check({
  title: 'The endpoint event of the old transport names an address on the origin of the stream',
  level: 'should',
  revisions: STATEFUL,
  transports: ['http-sse'],
  requirements: ['sse.legacy-endpoint-event'],
  why: 'The official clients close the connection where messages, and credentials with them, would go to another origin; so does Assay.',
  fix: 'Send a path, or an absolute URI on the public origin of the server; behind a proxy, not the internal one.',
  touch: 'passive',
  needs: { traffic },
  judge: (_views, { recording }) => {
    const streams = recording.exchanges.filter(({ method, sent }) => method === 'GET' && sent.http?.url !== undefined);
    const [asked] = streams;
    const base = asked?.sent.http?.url ?? '';
    const named = recording.frames.filter(({ via, sse }) => via === 'stream' && sse?.event === 'endpoint');
    return judgeEach(URL.canParse(base) ? named : [], (frame) => {
      const address = dataOf(frame) ?? '';
      const origin = URL.canParse(address, base) ? new URL(address, base).origin : undefined;
      return origin === new URL(base).origin
        ? undefined
        : {
            at: [atFrame(frame)],
            got: brief(address, 100),
            want: `an address on ${new URL(base).origin}`,
            key: 'origin',
          };
    });
  },
});
