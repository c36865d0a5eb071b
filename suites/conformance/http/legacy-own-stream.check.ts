// Each client of the old transport hears its own answers, and no others.

import { unanswered } from '../../artifacts/answers.ts';
import { initializeParams } from '../../artifacts/handshake-messages.ts';
import { check } from '../../kernel/check.ts';
import { at, atFrame, isResponse, judgeEach, member } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';

const NAMES = ['one', 'two', 'three'] as const;
const idOf = (name: string): string => `assay-stream-${name}`;

export default check({
  title: 'On the old transport an answer comes on the stream of who asked, and on no other',
  level: 'must',
  revisions: STATEFUL,
  transports: ['http-sse'],
  requirements: ['http.legacy-two-endpoints'],
  why: 'With one stream for all, clients wait for answers that others get, and read what was meant for others.',
  fix: 'Keep a stream for each connection under an id of its own, and send each answer to the stream whose address the request came to.',
  tags: ['owasp:MCP07'],
  severity: 'high',
  touch: 'probing',
  // Where answers go astray no further session is ever opened: the one there is will do.
  isolation: 'main',
  needs: {},
  probe: async (session) => {
    const lanes = await Promise.all(
      NAMES.map((name) => session.fork({ handshake: false, purpose: `listener ${name}` })),
    );
    await Promise.all(
      lanes.map((lane, index) => {
        const name = NAMES[index] ?? '';
        const options = { id: idOf(name), tag: name, timeout: 3_000 };
        return lane.request('initialize', initializeParams('2024-11-05', {}), options);
      }),
    );
  },
  judge: (_views, { recording, probe }) => {
    const streamed = recording.frames.filter(({ via, origin }) => via === 'stream' && origin === 'target');
    return judgeEach(
      probe.filter(({ outcome, tag }) => tag !== undefined && outcome !== 'closed' && outcome !== 'cancelled'),
      (exchange) => {
        const id = member(exchange.sent.json, 'id');
        const answers = streamed.filter(({ json }) => isResponse(json) && member(json, 'id') === id);
        const elsewhere = answers.find(({ lane }) => lane !== exchange.lane);
        if (elsewhere === undefined) return undefined;
        return {
          at: [atFrame(elsewhere), at(exchange)],
          got: unanswered(exchange) ? 'the answer on the stream of another' : 'the answer on the stream of another too',
          want: 'it on the stream of who asked',
          key: 'other-stream',
        };
      },
      'no further stream could be opened',
    );
  },
});
