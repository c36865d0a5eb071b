// Roots change rarely and say so when they do.

import { AGAIN, dialogues } from '../../artifacts/dialogues.ts';
import { messages, placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';

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
    return judgeEach(
      look.recording.exchanges.filter(
        ({ by, tag, outcome }) =>
          by === 'artifact:dialogues' && tag?.startsWith(AGAIN) === true && outcome === 'result',
      ),
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
