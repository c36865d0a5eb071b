// Text that is no JSON is an error with a code of its own, where the server answers it at all.

import { check } from '../../kernel/check.ts';
import { inWords, repliesTo, sendMalformed, type Reply } from '../../artifacts/malformed-replies.ts';
import { at, atFrame, ending, refusedOutside } from '../../kernel/look.ts';
import { ALL, type Era } from '../../kernel/revision.ts';

const BROKEN = '{"jsonrpc": "2.0", "id": 1, ';

/**
 * From 2026-07-28 a 4xx status suffices. Before, it does for codes of the transport: a server that keeps sessions may ask
 * for the session before it reads the body.
 */
const refusedBelow = ({ refused, isResult, code }: Reply, era: Era): boolean =>
  refused && !isResult && (era === 'per-request' || (typeof code === 'number' && code <= -32000 && code >= -32099));

export default check({
  title: 'Broken JSON is answered with -32700, or refused by HTTP',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.parse-error-32700', 'jsonrpc.parse-error'],
  why: 'The code tells the sender that the text broke on the way; another one sends them looking in the wrong place.',
  fix: 'Answer { error: { code: -32700 } } without a usable id; over HTTP with status 400.',
  touch: 'intrusive',
  isolation: 'rough',
  needs: {},
  probe: (session) => sendMalformed(session, 'broken', [{ what: 'JSON that breaks off', text: BROKEN }]),
  // Silence on stdio is no fault: nothing orders a reply to text in which no request can be recognised. An end is none.
  judge: (_views, look) => {
    const [sent] = look.tagged('broken');
    if (sent === undefined || refusedOutside(sent))
      return { seen: 0, findings: [], note: 'broken JSON went unanswered' };
    const want = 'error -32700, or HTTP 4xx';
    const taken = sent.outcome === 'no-message' ? [{ at: [at(sent)], got: ending(sent), want, key: 'taken' }] : [];
    const fence = look.tagged('fence').find(({ sent: { seq } }) => seq > sent.sent.seq);
    const died = look.recording.transport === 'stdio' && [sent, fence].some((one) => one?.outcome === 'closed');
    const crash = died ? [{ at: [at(sent)], got: 'the connection was closed', want, key: 'closed' }] : [];
    const replies = repliesTo(look, 'broken');
    const wrong = replies.filter((one) => one.code !== -32700 && !refusedBelow(one, look.recording.era));
    const refused = sent.outcome === 'http-refusal' ? 1 : 0;
    return {
      seen: replies.length + taken.length + crash.length + refused,
      findings: [
        ...taken,
        ...crash,
        ...wrong.map((one) => ({ at: [at(sent), atFrame(one.frame)], got: inWords(one), want, key: 'code' })),
      ],
      note: 'broken JSON went unanswered',
    };
  },
});
