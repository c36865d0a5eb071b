// A cancellation that names nothing.

import { oddCancellations } from '../../artifacts/odd-cancellations.ts';
import { check } from '../../kernel/check.ts';
import { judgeOdd } from './odd.ts';

export default check({
  title: 'Malformed and unknown cancellations are ignored',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['cancellation.ignore-invalid', 'cancellation.invalid-ignored'],
  why: 'Cancelling is fire and forget: an error in return finds nobody who waits for it, and a crash hits all.',
  fix: 'Look at requestId with care, and do nothing where it names no running request.',
  touch: 'probing',
  needs: { oddCancellations },
  judge: (views) => judgeOdd(views.oddCancellations.filter(({ late }) => !late)),
});
