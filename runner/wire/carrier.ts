// What a lane needs of a transport: bytes out, frames in, an end. Framing only; it knows no rule and no method.

import type { Frame } from '../../suites/kernel/recording.ts';
import type { Transport } from '../../suites/kernel/revision.ts';
import type { OpenExchange, Recorder } from './recorder.ts';

export type HeaderChanges = Readonly<Record<string, string | null>>;

export interface Outgoing {
  readonly bytes: string | Uint8Array;
  /** HTTP headers of this message, over the usual ones; `null` removes. */
  readonly headers?: HeaderChanges;
  readonly deliberate?: string;
  /** stdio: byte offsets between which writing pauses. */
  readonly cuts?: readonly number[];
  readonly signal?: AbortSignal;
  /** Called with the frame as sent, before anything can come back. */
  readonly opened: (sent: Frame) => OpenExchange;
}

export interface Carrier {
  readonly transport: Transport;
  readonly alive: boolean;
  send(out: Outgoing): OpenExchange;
  /** Breaks or ends the connection and waits, at most `patience` ms, until it is over. */
  end(how: 'eof' | 'sigterm' | 'drop', patience: number): Promise<void>;
}

/** What a carrier tells its lane. */
export interface CarrierHost {
  readonly id: string;
  readonly recorder: Recorder;
  /** A frame came; `owner` where the transport itself says which exchange it belongs to. */
  arrived(frame: Frame, owner?: OpenExchange): void;
  /** The target wrote to stderr: evidence beside the protocol. */
  said(frame: Frame): void;
  /** The HTTP answer of an exchange is complete. */
  finished(owner: OpenExchange): void;
  /** The connection of an exchange failed before an answer. */
  failed(owner: OpenExchange, reason: string): void;
  /** The connection as a whole is over. */
  gone(exit: Frame): void;
}
