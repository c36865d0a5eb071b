// A call that was refused for want of scope, made again with a token that has it: judged alike, whatever gave it the scope.

import { challengeOf } from '../../artifacts/authorization.ts';
import { needsToken, type TokenProbes } from '../../artifacts/token-probes.ts';
import type { Judged } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import type { Recording } from '../../kernel/recording.ts';

export function servedWith(
  name: 'challengedScope' | 'broaderScope',
  probes: TokenProbes,
  recording: Recording,
): Judged {
  const missing = needsToken(recording, 'insufficientScope', name);
  return judgeEach(
    probes.retried(name).filter(({ status }) => status !== undefined && status !== 429 && status < 500),
    (exchange) =>
      // What is wrong with the call otherwise is not a matter of scope.
      exchange.status !== 401 && exchange.status !== 403
        ? undefined
        : {
            at: [at(exchange)],
            got: `${ending(exchange)}${challengeOf(exchange) === undefined ? '' : ', another challenge'}`,
            want: 'the call served',
            key: exchange.method,
          },
    missing?.note ??
      'nothing was refused for want of scope; name a call: known: [{ property: needs-scope, method: tools/call, params: {…} }]',
  );
}
