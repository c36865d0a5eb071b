// People decline and cancel; a call that only expects acceptance hangs or takes the server down.

import { dialogues } from '../../artifacts/dialogues.ts';
import { check } from '../../kernel/check.ts';
import { at, atFrame, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'Accept, decline and cancel each bring the call to an end',
  level: 'should',
  levels: { '2026-07-28': 'must' },
  revisions: { since: '2025-06-18' },
  requirements: ['elicitation.handles-all-actions', 'elicitation.decline-and-cancel-handled'],
  why: 'Declining is an ordinary answer; a call that hangs on it blocks the client, and one that crashes takes the session along.',
  fix: 'Look at action before content; end the call with a result or an error in each case.',
  touch: 'probing',
  enabledBy: { known: 'elicits' },
  needs: { dialogues },
  judge: ({ dialogues: played }) =>
    judgeEach(
      ['accept', 'decline', 'cancel', 'accept without content', 'refused'].flatMap((variant) =>
        played.of('elicitation', variant),
      ),
      ({ end, alive, variant, call }) => {
        const key = `${variant} ${call}`;
        if (refusedOutside(end)) return undefined;
        const exit = end.outcome === 'closed' ? end.received.find(({ via }) => via === 'exit') : undefined;
        if (end.outcome === 'timeout' || end.outcome === 'closed')
          return {
            // The end is what is seen: it stands though the same answer may have ended the main connection too.
            at: exit === undefined ? [at(end)] : [atFrame(exit)],
            got: `${variant}: ${ending(end)}`,
            want: 'the call to end, with a result or an error',
            key,
          };
        // A handler that reads content without looking at action: what came with content was served.
        const threw = errorOf(end)?.code === -32603 && (variant === 'decline' || variant === 'cancel');
        const served = played.of('elicitation', 'accept').some((one) => one.call === call && resultOf(one.end));
        if (threw && served)
          return { at: [at(end, 'error')], got: `${variant}: ${ending(end)}`, want: 'a result', key };
        if (alive !== undefined && (alive.outcome === 'timeout' || alive.outcome === 'closed'))
          return {
            at: [at(alive), at(end)],
            got: `after ${variant}: ${ending(alive)}`,
            want: 'a session that goes on',
            key,
          };
        return undefined;
      },
      'no call elicited anything',
    ),
});
