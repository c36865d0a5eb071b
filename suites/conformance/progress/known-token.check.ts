// Progress of nothing that was asked for.

import { ownerOf } from '../../artifacts/progress-tokens.ts';
import { progressRuns } from '../../artifacts/progress-runs.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';

export default check({
  title: 'Progress notifications name a token that a request gave',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['progress.only-known-token', 'progress.only-known-tokens', 'progress.optional'],
  why: 'The client finds the request by the token, type and all; progress under another token is lost, or moves the wrong bar.',
  fix: 'Send progress only where the request has _meta.progressToken, and repeat that value as it is, number or string.',
  touch: 'probing',
  needs: { progressRuns },
  judge: (views, { recording }) => {
    const findings = new Map<string, Finding>();
    for (const one of views.progressRuns) {
      const owner = ownerOf(one, recording);
      const token = one.params['progressToken'];
      const wrongStream =
        recording.era === 'per-request' &&
        recording.transport === 'streamable-http' &&
        owner !== undefined &&
        one.exchange !== undefined &&
        one.exchange !== owner;
      if (owner !== undefined && !wrongStream) continue;
      const key = wrongStream ? 'another stream' : token === undefined ? 'no token' : typeof token;
      if (!findings.has(key))
        findings.set(key, {
          at: [one.where, ...(one.exchange === undefined ? [] : [at(one.exchange)])],
          got: wrongStream
            ? `the token ${brief(token)} on the stream of another request`
            : `the token ${brief(token ?? 'absent')} (${typeof token}), which no request gave`,
          want: 'the token of a running request, of the same type',
          key,
        });
    }
    // Requests without a token that were answered in silence are the other half of the demand.
    const quiet = recording.exchanges.filter(
      (exchange) => exchange.response !== undefined && exchange.sent.deliberate === undefined,
    ).length;
    return {
      seen: Math.max(views.progressRuns.length, quiet),
      findings: [...findings.values()],
      note: 'nothing was answered',
    };
  },
});
