// A limit that says when to come back, and means it, is one that clients can live with.

import { check } from '../kernel/check.ts';
import { ALL } from '../kernel/revision.ts';
import { loadMeasures } from './measures.ts';

export default check({
  title: 'A rate limit names a time to retry after, and keeps it',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: [],
  why: 'Clients that are refused without a time to wait retry at once and make it worse; a time that is not kept teaches them to ignore it.',
  fix: 'Answer 429 with Retry-After in whole seconds (RFC 9110, 10.2.3) and serve the caller once that time has passed.',
  url: () => 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
  touch: 'heavy',
  needs: { load: loadMeasures },
  judge: ({ load }, { recording }) => {
    const rate = load?.limits?.rate;
    if (rate === undefined) return { seen: 0, findings: [], note: 'limits were not probed: `assay load --limits`' };
    const { retryAfter } = rate;
    if (retryAfter === undefined)
      return { seen: 0, findings: [], note: `no rate limit by 429 found up to ${rate.passed}/s` };
    const at = recording.exchanges.filter(({ tag }) => tag === 'rate-limited').map(({ id }) => ({ exchange: id }));
    const got =
      retryAfter.given === undefined
        ? '429 without Retry-After'
        : `still refused ${retryAfter.waitedMs} ms after Retry-After: ${retryAfter.given} (${retryAfter.after})`;
    const wrong = retryAfter.given === undefined || !retryAfter.kept;
    const want = 'Retry-After, and service once that time has passed';
    return {
      seen: 1,
      findings: wrong ? [{ at, got, want, key: retryAfter.given === undefined ? 'absent' : 'not kept' }] : [],
    };
  },
});
