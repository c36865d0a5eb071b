// An answer to what the server no longer wants to know.

import { openQuestions } from '../../artifacts/open-questions.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, ending, judgeEach, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'After cancelling its own request the server disregards a late answer',
  level: 'should',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['cancellation.ignore-late-response'],
  why: 'Answer and cancellation cross all the time; each crossing would end the session.',
  fix: 'Forget the request when it is cancelled, and ignore a response whose id nobody waits for.',
  touch: 'probing',
  needs: { openQuestions },
  judge: (views) => {
    const { late, fence, replies, cancellations } = views.openQuestions;
    const cancelled =
      late !== undefined && cancellations.some(({ frame, names }) => frame.lane === late.lane && names !== undefined);
    return judgeEach(
      cancelled && fence !== undefined ? [{ late, fence }] : [],
      (one): Finding | undefined => {
        const [error] = replies;
        if (resultOf(one.fence) === undefined)
          return {
            at: [at(one.late), at(one.fence)],
            got: `the next request got ${ending(one.fence)}`,
            want: 'a server that goes on',
            severity: 'high',
            key: 'broken',
          };
        return error === undefined
          ? undefined
          : { at: [at(one.late)], got: `answered with ${brief(error.json, 100)}`, want: 'silence', key: 'answered' };
      },
      'the target cancelled no request of its own',
    );
  },
});
