// The verdict on a cancellation that has to be borne in silence.

import type { OddCancellation } from '../../artifacts/odd-cancellations.ts';
import type { Finding, Judged } from '../../kernel/check.ts';
import { at, atFrame, brief, ending, judgeEach, resultOf } from '../../kernel/look.ts';

export const judgeOdd = (all: readonly OddCancellation[]): Judged =>
  judgeEach(
    all,
    ({ name, exchange, replies, fence }): readonly Finding[] => {
      const findings: Finding[] = [];
      const [reply] = replies;
      if (reply !== undefined)
        findings.push({
          at: [atFrame(reply), at(exchange)],
          got: `${name}: answered with ${brief(reply.json, 100)}`,
          want: 'no response to a notification',
          key: `${name} answered`,
        });
      if (resultOf(fence) === undefined)
        findings.push({
          at: [at(exchange), at(fence)],
          got: `${name}: the next request got ${ending(fence)}`,
          want: 'a server that goes on',
          severity: 'high',
          key: `${name} broken`,
        });
      return findings;
    },
    'the target gave no further connection',
  );
