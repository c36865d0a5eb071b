// Last-Event-ID is a promise of the server, not of the replica that made it.

import { check } from '../kernel/check.ts';
import type { Exchange } from '../kernel/recording.ts';
import { isObject } from '../kernel/look.ts';
import { places, taggedWith } from './tags.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

export default check({
  title: 'A stream is resumed wherever the client comes back',
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.resume-via-get-any-origin'],
  why: 'A client whose connection breaks comes back over a new one; where the events are kept by one replica, the answer it waits for is lost on every other.',
  fix: 'Keep events in a store that all replicas share, or route by session so that the client comes back to the replica that has them.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const again = taggedWith(recording, 'resume/again/');
    const resumed = again.filter(answered);
    const lost = taggedWith(recording, 'resume/again/target').filter((one) => !answered(one) && one.status !== 405);
    // Replaying is optional: only a server that does it somewhere can fail to do it elsewhere.
    if (resumed.length === 0)
      return { seen: 0, findings: [], note: 'streams are not resumable here, or none was seen' };
    const finding = {
      at: places(lost),
      got: `${lost.length} of ${lost.length + resumed.length} streams could not be taken up again (HTTP ${lost[0]?.status ?? 'no answer'}), ${resumed.length} could`,
      want: 'the rest of the stream, at every replica',
      key: 'lost',
    };
    return { seen: again.length, findings: lost.length > 0 ? [finding] : [] };
  },
});

/** The response that was under way when the stream was cut came on the new one. */
const answered = (exchange: Exchange): boolean =>
  exchange.received.some(
    ({ via, json }) => via === 'stream' && isObject(json) && ('result' in json || 'error' in json),
  );
