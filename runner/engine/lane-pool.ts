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
  /** What each lane was last taken with. */
  readonly #declared = new Map<string, ForkOptions>();
  readonly #reserved = new Map<string, Promise<LaneSession>>();
  #opening = 0;

  constructor(open: Open) {
    this.#open = open;
  }

  /** Opens what this asker will take; `release` gives it to others where it was not taken. */
  reserve(by: string, options: ForkOptions): void {
    const opening = this.#open(by, options);
    opening.catch(() => undefined); // whoever takes it is told
    this.#reserved.set(by, opening);
  }

  /** A lane that nobody else speaks on until `release`; `fresh`: nor has spoken on before. */
  async take(by: string, options: ForkOptions): Promise<LaneSession> {
    const reserved = this.#reserved.get(by);
    if (reserved !== undefined) {
      const session = await reserved;
      this.#reserved.delete(by);
      return this.#hold(by, session, options);
    }
    while (options.reuse !== 'fresh') {
      const session = this.#take(options);
      if (session?.alive === true) return this.#hold(by, session, options);
      if (session !== undefined) continue;
      // Who holds one already and waits for another would keep it for ever.
      if (this.#taken() < LANES || this.#held.some((one) => one.by === by)) break;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#opening += 1;
    try {
      return this.#hold(by, await this.#open(by, options), options);
    } finally {
      this.#opening -= 1;
    }
  }

  #taken(): number {
    return this.#opening + this.#reserved.size + this.#held.filter(({ session }) => session.alive).length;
  }

  /** An idle lane whose client declared the same. */
  #take({ clientCapabilities }: ForkOptions): LaneSession | undefined {
    const wanted = JSON.stringify(clientCapabilities);
    const at = this.#idle.findLastIndex(
      (session) => wanted === JSON.stringify(this.#declared.get(session.lane)?.clientCapabilities),
    );
    return at === -1 ? undefined : this.#idle.splice(at, 1)[0];
  }

  release(by: string): void {
    const reserved = this.#reserved.get(by);
    this.#reserved.delete(by);
    reserved?.then(
      (session) => this.#leave(session),
      () => this.#waiting.shift()?.(),
    );
    for (const held of this.#held.filter((one) => one.by === by)) {
      this.#held.splice(this.#held.indexOf(held), 1);
      this.#leave(held.session);
    }
  }

  #leave(session: LaneSession): void {
    if (session.alive && (session.opening === undefined || session.opening.outcome === 'result'))
      this.#idle.push(session);
    this.#waiting.shift()?.();
  }

  #hold(by: string, session: LaneSession, options: ForkOptions): LaneSession {
    this.#declared.set(session.lane, options);
    this.#held.push({ by, session });
    session.answer(options.answers);
    return session.as(by);
  }
}

/** How long a start is waited for before another one may begin beside it: what still starts then waits for something itself. */
const SLOW_START_MS = 1_000;

/**
 * Runs what it is given, this many at a time, in order; what is urgent waits for nobody. Work that takes longer than a slow
 * start does not hold up the next.
 */
export function atMost(
  size: number,
  patience = SLOW_START_MS,
): <T>(work: () => Promise<T>, urgent?: boolean) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  const next = (): void => {
    running -= 1;
    if (running < size) waiting.shift()?.();
  };
  return async (work, urgent = false) => {
    if (running >= size && !urgent) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    let passed = false;
    const pass = (): void => {
      if (!passed) next();
      passed = true;
    };
    const slow = patience === Number.POSITIVE_INFINITY ? undefined : setTimeout(pass, patience);
    try {
      return await work();
    } finally {
      clearTimeout(slow);
      pass();
    }
  };
}
