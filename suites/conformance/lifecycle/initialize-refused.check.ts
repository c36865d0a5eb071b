// An old client must learn that it has come to the wrong era, not wait or be led on.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, ending, refusedOutside, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { served } from '../../artifacts/answers.ts';
import { modernOpening } from '../../artifacts/modern-opening.ts';

export default check({
  title: 'A server without legacy support refuses initialize with an error',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.modern-only-rejects-initialize'],
  why: 'A legacy client that gets no error waits forever; one that gets a result believes that it is connected.',
  fix: 'Answer initialize with a JSON-RPC error (over HTTP with status 400) unless the server really serves older revisions.',
  touch: 'probing',
  needs: { modernOpening },
  judge: ({ modernOpening: { initialize, dressedInitialize, legacyPing } }, { recording }) => {
    if (initialize === undefined || initialize.outcome === 'cancelled')
      return { seen: 0, findings: [], note: 'initialize was not asked' };
    if (refusedOutside(initialize) && initialize.status !== 400)
      return { seen: 0, findings: [], note: ending(initialize) };
    const findings: Finding[] = [];
    if (resultOf(initialize) !== undefined) {
      if (legacyPing === undefined || served(legacyPing))
        return { seen: 0, findings: [], note: 'the server serves both eras' };
      findings.push({
        at: [at(initialize, 'result'), at(legacyPing)],
        got: `a result for initialize, then ${ending(legacyPing)} for ping`,
        want: 'an error for initialize, or service by the revision it grants',
        key: 'result',
      });
    } else if (initialize.outcome === 'timeout' || initialize.outcome === 'closed')
      findings.push({ at: [at(initialize)], got: ending(initialize), want: 'an error', key: 'silent' });
    else if (recording.transport !== 'stdio' && (initialize.status ?? 0) < 400)
      findings.push({ at: [at(initialize)], got: ending(initialize), want: 'HTTP 400', key: 'status' });
    if (dressedInitialize !== undefined && served(dressedInitialize))
      findings.push({ at: [at(dressedInitialize)], got: 'a result', want: 'error -32601', key: 'modern-dress' });
    return { seen: 1, findings };
  },
});
