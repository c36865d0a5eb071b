// Tokens that the server itself gives, for the progress of what it asks of the client.

import { tokenOf, tokenRequests } from '../../artifacts/asked-together.ts';
import type { TargetRequest } from '../../artifacts/target-requests.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief } from '../../kernel/look.ts';

/** Both open at the same time, as far as our answers tell. */
const overlap = (one: TargetRequest, two: TargetRequest): boolean =>
  one.lane === two.lane &&
  two.frame.seq > one.frame.seq &&
  (one.answered === undefined || one.answered.seq > two.frame.seq);

export default check({
  title: 'Progress tokens that the server gives are strings or integers, each used once at a time',
  level: 'must',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['progress.own-token-type', 'progress.own-token-unique'],
  why: 'The client repeats the token in its progress; one of another type cannot be repeated, one used twice says nothing.',
  fix: 'Use a new string or integer for every request that asks for progress.',
  touch: 'passive',
  enabledBy: { known: 'samples' },
  needs: { tokenRequests },
  judge: (views) => {
    const asking = views.tokenRequests.filter((one) => tokenOf(one) !== undefined);
    const findings: Finding[] = [];
    for (const one of asking) {
      const token = tokenOf(one);
      if (typeof token !== 'string' && !Number.isInteger(token))
        findings.push({
          at: [atFrame(one.frame, 'params', '_meta', 'progressToken')],
          got: `${brief(token)} in ${one.method}`,
          want: 'a string or an integer',
          key: `type ${one.method}`,
        });
      const twin = asking.find((two) => overlap(one, two) && tokenOf(two) === token);
      if (twin !== undefined)
        findings.push({
          at: [atFrame(one.frame), atFrame(twin.frame)],
          got: `the token ${brief(token)} in two open requests`,
          want: 'different tokens',
          key: `twice ${one.method}`,
        });
    }
    return {
      seen: asking.length,
      findings: [...new Map(findings.map((one) => [one.key, one])).values()],
      note: 'the target asked for no progress',
    };
  },
});
