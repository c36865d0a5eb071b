// Open lanes that go from one asker to the next: a process takes longer to start than most questions to answer.

import type { ForkOptions } from '../../suites/kernel/check.ts';
import type { LaneSession } from './lane-session.ts';

/** Together with the lanes that are nobody else's, more than two processors can start at once. */
const LANES = 3;

type Open = (by: string, options: ForkOptions) => Promise<LaneSession>;

export class LanePool {
  readonly #open: Open;
  readonly #idle: LaneSession[] = [];
  readonly #held: { readonly by: string; readonly session: LaneSession }[] = [];
  readonly #waiting: (() => void)[] = [];
  #count = 0;

  constructor(open: Open) {
    this.#open = open;
  }

  /** A lane that nobody else speaks on until `release`. */
  async take(by: string, options: ForkOptions): Promise<LaneSession> {
    for (;;) {
      const session = this.#idle.pop();
      if (session !== undefined && !session.alive) {
        this.#count -= 1;
        continue;
      }
      if (session === undefined && this.#count >= LANES) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
        continue;
      }
      if (session !== undefined) return this.#hold(by, session);
      this.#count += 1;
      return this.#hold(by, await this.#open(by, options));
    }
  }

  release(by: string): void {
    for (const held of this.#held.filter((one) => one.by === by)) {
      this.#held.splice(this.#held.indexOf(held), 1);
      const { session } = held;
      const usable = session.alive && (session.opening === undefined || session.opening.outcome === 'result');
      if (usable) this.#idle.push(session);
      else this.#count -= 1;
      this.#waiting.shift()?.();
    }
  }

  #hold(by: string, session: LaneSession): LaneSession {
    this.#held.push({ by, session });
    return session.as(by);
  }
}

/** Runs what it is given, this many at a time, in order. */
export function atMost(size: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= size) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
