// The id of a session is no credential: with another caller's token it must open nothing.

import { check } from '../kernel/check.ts';
import { resultOf } from '../kernel/look.ts';
import { places, taggedWith } from './tags.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

export default check({
  title: 'A session is refused to a caller who did not open it',
  level: 'should',
  severity: 'high',
  revisions: { since: '2025-06-18', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.bound-to-user'],
  why: 'Session ids stand in logs and proxies; whoever reads one must not be able to go on in somebody else’s session.',
  fix: 'Keep the subject of the token with the session and compare it on each request; answer 404 (or 403) to anybody else.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const held = new Set(
      taggedWith(recording, 'caller/own')
        .filter((one) => resultOf(one) !== undefined)
        .map(({ lane }) => lane),
    );
    const other = taggedWith(recording, 'caller/other').filter(({ lane }) => held.has(lane));
    const served = other.filter((exchange) => resultOf(exchange) !== undefined && exchange.status === 200);
    const finding = {
      at: places(served),
      got: `${served.length} of ${other.length} requests with another caller’s token were served`,
      want: '401, 403 or 404',
      key: 'served',
    };
    return {
      seen: other.length,
      findings: served.length > 0 ? [finding] : [],
      note: 'needs the token of a second caller: --other-bearer-env',
    };
  },
});
