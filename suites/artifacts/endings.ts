// How processes of the target end: those of other artifacts that closed their input or sent SIGTERM, and one more.

import type { Artifact } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import { firstWords } from './first-words.ts';
import { modest } from './modest.ts';
import { modernOpening } from './modern-opening.ts';

export interface Ending {
  readonly exchange: Exchange;
  /** The process was gone before our patience was. */
  readonly exited: boolean;
  /** What was going on: `idle`, or `listening` with a subscription open. */
  readonly what: string;
}

export interface Endings {
  readonly eof: readonly Ending[];
  readonly sigterm: readonly Ending[];
}

/** Processes end in first-words, modest and modern-opening: no process is started for its end alone. */
export const endings: Artifact<Endings> = artifact({
  id: 'endings',
  after: [firstWords, modest, modernOpening] as readonly Artifact<unknown>[],
  declared: (_capabilities, recording) => recording.transport === 'stdio',
  read: (recording) => ({ eof: closings(recording, 'eof'), sigterm: closings(recording, 'sigterm') }),
});

function closings(recording: Recording, tag: string): readonly Ending[] {
  return recording.exchanges
    .filter((exchange) => exchange.method === 'close' && (exchange.tag ?? '').split(':')[0] === tag)
    .map((exchange) => ({
      exchange,
      exited: exchange.received.some((frame) => frame.via === 'exit') || exchange.outcome === 'closed',
      what: exchange.tag?.split(':')[1] ?? 'idle',
    }));
}
