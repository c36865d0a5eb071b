// A cancellation that comes too late: the answer is out already.

import { oddCancellations } from '../../artifacts/odd-cancellations.ts';
import { check } from '../../kernel/check.ts';
import { judgeOdd } from './odd.ts';

export default check({
  title: 'A cancellation that comes too late does no harm',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['cancellation.race-safe', 'cancellation.race-graceful'],
  why: 'Cancellation and answer cross all the time; each crossing would end the connection, or bring a second answer.',
  fix: 'Ignore notifications/cancelled for a request that is not running.',
  touch: 'probing',
  needs: { oddCancellations },
  judge: (views) => judgeOdd(views.oddCancellations.filter(({ late }) => late)),
});
