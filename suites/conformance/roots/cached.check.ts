// Roots change rarely and say so when they do.

import { AGAIN, CHANGED, dialogues, TOLD } from '../../artifacts/dialogues.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { STATEFUL } from '../../kernel/revision.ts';

/** Roots were told in the call right before, after the target had taken the news that they changed. */
function toldBefore({ outcome, lane, sent, tag }: Exchange, own: readonly Exchange[]): boolean {
  const before = own.filter((other) => other.lane === lane && other.sent.seq < sent.seq);
  const play = before.findLast((other) => other.tag === `${TOLD}${tag?.slice(AGAIN.length) ?? ''}`);
  const news = before.findLast((other) => other.tag === CHANGED);
  const ended = play?.outcome === 'result' && (play.response?.seq ?? Infinity) < sent.seq;
  return outcome === 'result' && ended && news?.outcome === 'accepted';
}

export default check({
  title: 'Roots are not asked for again on every call',
  level: 'advice',
  revisions: STATEFUL,
  requirements: ['roots.cached'],
  why: 'Each question is a round trip in the middle of a call, and some clients ask the person.',
  fix: 'Keep the roots and ask again on notifications/roots/list_changed.',
  touch: 'probing',
  enabledBy: { known: 'lists-roots' },
  needs: { messages, dialogues },
  judge: ({ messages: seen }, look) => {
    const roots = seen.requests.filter(({ method }) => method === 'roots/list');
    const own = look.recording.exchanges.filter(({ by }) => by === 'artifact:dialogues');
    return judgeEach(
      own.filter((exchange) => exchange.tag?.startsWith(AGAIN) === true && toldBefore(exchange, own)),
      (exchange) => {
        const end = exchange.response?.seq ?? 0;
        const again = roots.filter(
          ({ lane, frame }) => lane === exchange.lane && frame.seq > exchange.sent.seq && frame.seq < end,
        );
        return again.length === 0
          ? undefined
          : {
              at: [at(exchange), ...again.slice(0, 1).map((found) => placeOf(found))],
              got: 'roots/list again, without a change since the last call',
              want: 'the roots that were told, until they change',
              key: 'again',
            };
      },
      'no call asked for roots',
    );
  },
});
