// How processes of the target end: those of other artifacts, which closed their input or sent them SIGTERM.
//
// Waiting for an end is the longest wait of an audit, so nobody stands still for it: who tells a process to end goes on,
// and the rules on endings wait, beside all other probes, only for what is left of the time.

import type { Artifact, Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import { dialogues } from './dialogues.ts';
import { EXIT_PATIENCE, tellToEnd } from './exit-patience.ts';
import { firstWords } from './first-words.ts';
import { modernOpening } from './modern-opening.ts';
import { MODEST, modest } from './modest.ts';

export interface Ending {
  readonly exchange: Exchange;
  /** Milliseconds after which the process was gone; absent while it runs. */
  readonly after?: number;
  /** It ended by a signal that it was not told to end by. */
  readonly forced?: boolean;
  /** What was going on: `idle`, or `listening` with a subscription open. */
  readonly what: string;
}

export interface Endings {
  /** As things stand when it is called. */
  of(how: 'eof' | 'sigterm'): readonly Ending[];
}

/** No process is started for its end alone: the last one without capabilities gets SIGTERM when nobody asks it anything more. */
export const endings: Artifact<Endings> = artifact({
  id: 'endings',
  after: [firstWords, modest, dialogues, modernOpening] as readonly Artifact<unknown>[],
  declared: (_capabilities, recording) => recording.transport === 'stdio',
  gather: async (session) => {
    if (session.era !== 'initialize') return;
    const last = await session.fork({ ...MODEST, reuse: true });
    if (last.alive) tellToEnd(last, 'sigterm', 'sigterm');
  },
  read: (recording) => ({ of: (how) => endingsIn(recording, how) }),
});

function endingsIn({ exchanges, frames }: Recording, how: string): readonly Ending[] {
  return exchanges
    .filter((exchange) => exchange.method === 'close' && (exchange.tag ?? '').split(':')[0] === how)
    .map((exchange): Ending => {
      const { sent, lane } = exchange;
      const exit = frames.find((frame) => frame.lane === lane && frame.via === 'exit' && frame.exit !== undefined);
      const what = exchange.tag?.split(':')[1] ?? 'idle';
      if (exit === undefined) return { exchange, what };
      const forced = exit.exit?.signal === 'SIGKILL' || (how === 'eof' && exit.exit?.signal === 'SIGTERM');
      return { exchange, what, after: Math.max(0, exit.at - sent.at), forced };
    });
}

/** Waits until every such process is gone or has had its time. */
export async function awaitEndings(session: Session, views: Endings, how: 'eof' | 'sigterm'): Promise<void> {
  const waiting = (): boolean =>
    views
      .of(how)
      .some(({ exchange, after }) => after === undefined && session.now() - exchange.sent.at < EXIT_PATIENCE);
  while (waiting()) await session.pause(25);
}

/** Gone by itself, while somebody still looked: our own last resort is no answer to a closed input. */
export const exited = ({ after, forced }: Ending): boolean => after !== undefined && forced !== true;
