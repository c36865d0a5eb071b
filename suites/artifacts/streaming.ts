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
  const finding = heldBack(streaming, streaming.direct, recording);
  return { seen: 1, findings: finding === undefined ? [] : [finding] };
}

/** Held back: direct, events came over a stretch of time; through the target all of them came at its end. */
function heldBack(streaming: Streaming, direct: StreamTimes, recording: Recording): Finding | undefined {
  const { through, step } = streaming;
  const spread = direct.lastMs - direct.firstMs;
  const late = through.firstMs - direct.firstMs;
  if (direct.events < 2 || spread < 100 || late < spread * 0.6) return undefined;
  const at = recording.exchanges.filter(({ tag }) => tag === 'stream').map(({ id }) => ({ exchange: id }));
  return {
    at,
    got: `${step}: first event after ${through.firstMs} ms, last after ${through.lastMs} ms; direct, the first came after ${direct.firstMs} ms and the last after ${direct.lastMs} ms`,
    want: 'each event passed on when it is sent',
    key: step,
  };
}
