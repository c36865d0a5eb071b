// A response carries the id of its request: same value, same JSON type, whatever id a client chooses.

import { check } from '../../kernel/check.ts';
import type { Finding, Session } from '../../kernel/check.ts';
import { answersTo } from '../../artifacts/stray-answers.ts';
import { at, brief, judgeEach, member, refusedOutside } from '../../kernel/look.ts';
import type { Exchange, Recording } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';

const LONG = 'x'.repeat(200);
const STATEFUL_IDS = [0, -1, 9007199254740991, '', 'a.b/c', LONG, 900071, '900071'] as const;
/** Negative ids are nowhere forbidden, but nothing asks a server of this era for more than these. */
const PER_REQUEST_IDS = [0, 9007199254740991, '0', '', 'a b', LONG, 900071, '900071'] as const;

const control = (session: Session, tag: string): Promise<Exchange> =>
  session.request(methodOf(session), undefined, { tag });
const methodOf = (session: Session): string => (session.era === 'per-request' ? 'server/discover' : 'ping');

/** The answer to the first request of all, under an id that nobody asked with: no client gets any further. */
function openedUnder(recording: Recording): Finding | undefined {
  const first = recording.era === 'per-request' ? 'server/discover' : 'initialize';
  const opening = recording.exchanges.find(({ by, method }) => by === 'open' && method === first);
  if (opening === undefined || opening.response !== undefined) return undefined;
  const other = answersTo(opening, recording);
  if (other === undefined) return undefined;
  const id = member(opening.sent.json, 'id');
  return {
    at: [at(opening)],
    got: `the id ${brief(other, 40)} for ${brief(id, 40)}`,
    want: `the id ${brief(id, 40)} (${typeof id})`,
    key: first,
  };
}

export default check({
  title: 'A response has the id of its request, with the same JSON type',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.response-id-echo', 'jsonrpc.result-id-echo'],
  why: 'Clients match answers by id: 0, an empty string, a text that looks like a number, or a very large number is an id like any other.',
  fix: 'Keep the id as parsed and send it back; test for its presence with hasOwn, not for truth.',
  touch: 'probing',
  needs: {},
  probe: async (session) => {
    const ids = session.era === 'per-request' ? PER_REQUEST_IDS : STATEFUL_IDS;
    const patience = { timeout: 4_000 };
    await Promise.all([
      control(session, 'control'),
      ...ids.map((id) => session.request(methodOf(session), undefined, { id, tag: 'id', ...patience })),
    ]);
  },
  judge: (_views, look) => {
    const opening = openedUnder(look.recording);
    if (opening !== undefined) return { seen: 1, findings: [opening] };
    // An answer under another id is an answer: where all go wrong at once, the plain request does too.
    const controlled = look
      .tagged('control')
      .some((exchange) => exchange.response !== undefined || answersTo(exchange, look.recording) !== undefined);
    if (!controlled) return { seen: 0, findings: [], note: 'a plain request was not answered either' };
    return judgeEach(
      look
        .tagged('id')
        .filter(
          (exchange) => !refusedOutside(exchange) && exchange.outcome !== 'closed' && exchange.outcome !== 'cancelled',
        ),
      (exchange) => {
        if (exchange.response !== undefined) return undefined;
        const id = (exchange.sent.json as { readonly id?: unknown }).id;
        const other = answersTo(exchange, look.recording);
        return {
          at: [at(exchange)],
          got:
            other === undefined
              ? `no answer to the id ${brief(id, 40)}`
              : `the id ${brief(other, 40)} for ${brief(id, 40)}`,
          want: `the id ${brief(id, 40)} (${typeof id})`,
          key: brief(id, 24),
        };
      },
    );
  },
});
