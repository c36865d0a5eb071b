// A session that was ended must be ended for all replicas, or its id stays a key to it.

import { check } from '../kernel/check.ts';
import { resultOf } from '../kernel/look.ts';
import { part, places, taggedWith } from './tags.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

export default check({
  title: 'A session that was ended is ended on every replica',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.terminated-404'],
  why: 'A replica that goes on serving a session after DELETE keeps the user’s state reachable for whoever holds the id.',
  fix: 'End the session in the store that all replicas share, or route DELETE like every other request of the session and let no replica cache sessions without asking the store.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const ended = new Set(
      taggedWith(recording, 'delete/end')
        .filter(({ status = 500 }) => status >= 200 && status < 300)
        .map(({ lane }) => lane),
    );
    const after = [...taggedWith(recording, 'delete/after/'), ...taggedWith(recording, 'delete/direct/')].filter(
      ({ lane }) => ended.has(lane),
    );
    const served = after.filter((exchange) => resultOf(exchange) !== undefined && exchange.status === 200);
    const replicas = new Set(served.filter(({ tag }) => tag?.startsWith('delete/direct/')).map((one) => part(one, 2)));
    const where = replicas.size === 0 ? '' : ` (${[...replicas].join(', ')})`;
    const finding = {
      at: places(served),
      got: `${served.length} of ${after.length} requests were served after DELETE${where}`,
      want: 'HTTP 404 from every replica',
      key: 'served',
    };
    const note = 'no session was ended: DELETE is not offered, or was lost itself';
    return { seen: after.length, findings: served.length > 0 ? [finding] : [], note };
  },
});
