// Open lanes that go from one asker to the next: a process takes longer to start than most questions to answer.

import type { ForkOptions } from '../../suites/kernel/check.ts';
import type { LaneSession } from './lane-session.ts';

/** Together with the lanes that are nobody else's, more than two processors can start at once. */
const LANES = 4;

type Open = (by: string, options: ForkOptions) => Promise<LaneSession>;

export class LanePool {
  readonly #open: Open;
  readonly #idle: LaneSession[] = [];
  readonly #held: { readonly by: string; readonly session: LaneSession }[] = [];
  readonly #waiting: (() => void)[] = [];
  #opening = 0;

  constructor(open: Open) {
    this.#open = open;
  }

  /** A lane that nobody else speaks on until `release`; `fresh`: nor has spoken on before. */
  async take(by: string, options: ForkOptions): Promise<LaneSession> {
    while (options.reuse !== 'fresh') {
      const session = this.#idle.pop();
      if (session?.alive === true) return this.#hold(by, session, options);
      if (session !== undefined) continue;
      if (this.#opening + this.#held.filter((one) => one.session.alive).length < LANES) break;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#opening += 1;
    try {
      return this.#hold(by, await this.#open(by, options), options);
    } finally {
      this.#opening -= 1;
    }
  }

  release(by: string): void {
    for (const held of this.#held.filter((one) => one.by === by)) {
      this.#held.splice(this.#held.indexOf(held), 1);
      const { session } = held;
      if (session.alive && (session.opening === undefined || session.opening.outcome === 'result'))
        this.#idle.push(session);
      this.#waiting.shift()?.();
    }
  }

  #hold(by: string, session: LaneSession, options: ForkOptions): LaneSession {
    this.#held.push({ by, session });
    session.answer(options.answers);
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
