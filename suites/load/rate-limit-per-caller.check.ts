// One caller at its limit must not be everybody's outage.

import { check } from '../kernel/check.ts';
import { ALL } from '../kernel/revision.ts';
import { loadMeasures } from './measures.ts';

export default check({
  title: 'A caller at its rate limit leaves other callers unharmed',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: [],
  why: 'A limit that all callers share lets any one of them shut the others out.',
  fix: 'Count by caller (the subject of the token), not over the whole server; keep a second, higher limit for the whole.',
  touch: 'heavy',
  needs: { load: loadMeasures },
  judge: ({ load }, { recording }) => {
    const other = load?.limits?.rate?.otherCaller;
    if (other === undefined)
      return {
        seen: 0,
        findings: [],
        note: 'needs --limits, a rate limit within its bound, and a second caller (--other-bearer-env)',
      };
    const at = recording.exchanges.filter(({ tag }) => tag === 'rate-limited').map(({ id }) => ({ exchange: id }));
    const finding = { at, got: `the second caller got ${other.how}`, want: 'the second caller served', key: 'shared' };
    return { seen: 1, findings: other.served ? [] : [finding] };
  },
});
