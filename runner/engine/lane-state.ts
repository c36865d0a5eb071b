// What one connection knows of itself: with whom it was agreed on what, and whom it speaks as.

import type { Exchange, JsonObject } from '../../suites/kernel/recording.ts';
import type { Revision } from '../../suites/kernel/revision.ts';
import type { Speaker } from '../callers/speakers.ts';
import type { HeaderChanges } from '../wire/carrier.ts';
import type { Dialer } from '../wire/http-request.ts';
import type { Lane } from '../wire/lane.ts';

/** What a lane knows of itself; shared by all who speak through it. */
export interface LaneState {
  readonly lane: Lane;
  readonly revision: Revision;
  readonly clientCapabilities: JsonObject;
  readonly purpose: string;
  readonly headers: HeaderChanges | undefined;
  /** Whom it speaks as, where that is a caller of the configuration. */
  readonly speaker?: Speaker;
  sessionId?: string;
  /** The revision agreed on by initialize. */
  negotiated?: string;
  capabilities?: JsonObject;
  /** Connections of this lane alone; the first lane uses those of the target. */
  dialer?: Dialer;
  /** HTTP+SSE: where messages go. */
  messages?: URL | undefined;
  /** The exchange of initialize, or of server/discover. */
  opening?: Exchange;
}
