// The listening stream of a session, kept open while something else happens, and what came on it.

import { waking } from '../waking.ts';
import { Connection } from '../load/http1.ts';
import { visitBare, type Visitor } from './visitor.ts';

export interface Ear {
  readonly visitor: Visitor;
  readonly connection: Connection;
  readonly over: Promise<unknown>;
  readonly state: { open: boolean; heard: string };
}

const STREAM_MS = 12_000;

export function listen(visitor: Visitor, tag: string, onData: (data: string) => void = () => undefined): Ear {
  const { way } = visitor;
  const connection = new Connection(way.endpoint);
  const state = { open: false, heard: '' };
  const over = visitBare(visitor, 'GET', {
    tag,
    connection,
    timeoutMs: STREAM_MS,
    onHead: () => void (state.open = true),
    onEvent: ({ data }) => {
      state.heard += data;
      onData(data);
    },
  });
  return { visitor, connection, over, state };
}

export async function stopListening(ears: readonly Ear[]): Promise<void> {
  for (const { connection } of ears) connection.destroy();
  await Promise.all(ears.map(({ over }) => over));
}

/** Waits for something to become true, not for ever. */
export async function until(holds: () => boolean, ms: number = 2000): Promise<void> {
  for (let waited = 0; waited < ms && !holds(); waited += 25) await pause(25);
}

export const pause = waking;
