// Whether a stream's events reach the client when they are sent; asked by load and by affinity of the same measurement.

import type { Finding, Judged } from '../kernel/check.ts';
import type { Recording } from '../kernel/recording.ts';

export interface StreamTimes {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly events: number;
}

/** One streamed call through the target, and direct where an address behind it is known. */
export interface Streaming {
  readonly step: string;
  readonly through: StreamTimes;
  readonly direct?: StreamTimes;
}

/** TCP alone may hold a small event for 200 ms (a balancer that fills segments): that is slow, not held back. */
const TOLERATED_MS = 300;
const LEAST_SPREAD_MS = 400;

export function judgeStreaming(streaming: Streaming | undefined, recording: Recording): Judged {
  if (streaming?.direct === undefined)
    return {
      seen: 0,
      findings: [],
      note:
        streaming === undefined
          ? 'no call that is allowed streams more than its answer'
          : 'without an address behind the target (--direct or --replica) late events cannot be told from a slow server',
    };
  const { direct } = streaming;
  if (direct.events < 2 || direct.lastMs - direct.firstMs < LEAST_SPREAD_MS)
    return { seen: 0, findings: [], note: `no call that is allowed streams for ${LEAST_SPREAD_MS} ms or longer` };
  const finding = heldBack(streaming, direct, recording);
  return { seen: 1, findings: finding === undefined ? [] : [finding] };
}

/** Held back: direct, events came over a stretch of time; through the target all of them came at its end. */
function heldBack(streaming: Streaming, direct: StreamTimes, recording: Recording): Finding | undefined {
  const { through, step } = streaming;
  const spread = direct.lastMs - direct.firstMs;
  const late = through.firstMs - direct.firstMs;
  if (late < Math.max(spread * 0.6, TOLERATED_MS)) return undefined;
  const at = recording.exchanges.filter(({ tag }) => tag === 'stream').map(({ id }) => ({ exchange: id }));
  return {
    at,
    got: `${step}: first event after ${through.firstMs} ms, last after ${through.lastMs} ms; direct, the first came after ${direct.firstMs} ms and the last after ${direct.lastMs} ms`,
    want: 'each event passed on when it is sent',
    key: step,
  };
}
