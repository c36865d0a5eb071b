// The second half of a lost session: only a 404 tells the client to begin again.

import { check } from '../kernel/check.ts';
import { ending } from '../kernel/look.ts';
import { isAffinity, NOT_ASKED, trials } from './trials.ts';

export default check({
  title: 'A session that is not known is answered with 404, so that clients begin again',
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.unknown-id-404'],
  why: 'A client starts a new session when it gets 404 and at no other time; with 400 it stays broken until somebody restarts it.',
  fix: 'Answer 404 to a session id that this replica does not know, 400 only where the header is missing.',
  touch: 'heavy',
  needs: { seen: trials },
  judge: ({ seen }, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    if (!seen.sessions) return { seen: 0, findings: [], note: 'no session ids are issued' };
    const direct = recording.exchanges.filter(({ tag, status }) => tag?.startsWith('home/') === true && status !== 200);
    const refused = [
      ...seen.all.filter(({ outcome }) => outcome === 'lost').map(({ exchange }) => exchange),
      ...direct,
    ];
    const wrong = refused.filter(({ status }) => status === 400);
    const [first] = wrong;
    const finding = {
      at: wrong.slice(0, 3).map(({ id }) => ({ exchange: id })),
      got: `${wrong.length} of ${refused.length} refusals of a lost session: ${first === undefined ? '' : ending(first)}; clients never recover`,
      want: 'HTTP 404',
      key: '400',
    };
    return { seen: refused.length, findings: first === undefined ? [] : [finding], note: 'no session was refused' };
  },
});
