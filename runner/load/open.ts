// The open loop: requests leave at their appointed times, answered or not, and latency counts from the appointed time.
//
// A loop that waits for answers sends fewer requests while the target stalls, and so hides the stall (coordinated
// omission). Here a stall of 500 ms meets every request that was due in it.

import type { Driver } from './driver.ts';
import type { Flight, LoadSession } from './flight.ts';
import type { Connection } from './http1.ts';

/** Servers close idle connections after five seconds by Node's default; ours are not used beyond this. */
const IDLE_LIMIT_MS = 3500;
const OPENING = 16;

export interface OpenMode {
  readonly rate: number;
  readonly sessions: number;
  readonly maxConnections: number;
}

export async function runOpen(driver: Driver, mode: OpenMode): Promise<void> {
  const pool = new Pool(driver, Math.max(1, driver.share(mode.maxConnections)));
  const sessions = Array.from({ length: Math.max(1, driver.share(mode.sessions)) }, (_, n) => driver.newSession(n));
  await openAll(driver, pool, sessions);
  await new Schedule(driver, pool, sessions, mode.rate).run();
  pool.close();
}

/** Connections to hand out, the most recently used first. */
class Pool {
  private readonly driver: Driver;
  private readonly limit: number;
  private readonly idle: { connection: Connection; since: number }[] = [];
  private count = 0;

  constructor(driver: Driver, limit: number) {
    this.driver = driver;
    this.limit = limit;
  }

  take(): Connection | undefined {
    const now = performance.now();
    for (let entry = this.idle.pop(); entry !== undefined; entry = this.idle.pop()) {
      if (!entry.connection.open) continue;
      if (now - entry.since < IDLE_LIMIT_MS) return entry.connection;
      entry.connection.destroy();
    }
    if (this.count >= this.limit) return undefined;
    const connection = this.driver.connect();
    this.count += 1;
    connection.onClose = () => (this.count -= 1);
    return connection;
  }

  give(connection: Connection): void {
    if (connection.open) this.idle.push({ connection, since: performance.now() });
  }

  close(): void {
    for (const { connection } of this.idle.splice(0)) connection.destroy();
  }
}

async function openAll(driver: Driver, pool: Pool, sessions: readonly LoadSession[]): Promise<void> {
  const waiting = [...sessions];
  const work = async (): Promise<void> => {
    for (let session = waiting.pop(); session !== undefined; session = waiting.pop()) {
      const kept = session;
      const connection = pool.take();
      if (connection === undefined) return;
      kept.lost = !(await new Promise<boolean>((resolve) => driver.open(kept, connection, resolve)));
      pool.give(connection);
    }
  };
  await Promise.all(Array.from({ length: Math.min(OPENING, waiting.length) }, work));
}

class Schedule {
  private readonly driver: Driver;
  private readonly pool: Pool;
  private readonly sessions: readonly LoadSession[];
  private readonly gap: number;
  private readonly start: number;
  private readonly total: number;
  /** Appointed times of requests that wait for a connection. */
  private readonly backlog: number[] = [];
  private index = 0;
  private turn = 0;
  private finish: () => void = () => undefined;

  constructor(driver: Driver, pool: Pool, sessions: readonly LoadSession[], rate: number) {
    const { plan } = driver;
    this.driver = driver;
    this.pool = pool;
    this.sessions = sessions;
    this.gap = (1000 / rate) * plan.workers;
    this.start = performance.now() + (1000 / rate) * plan.worker;
    this.total = Math.min(
      Math.ceil(plan.durationMs / this.gap),
      plan.maxRequests === undefined ? Infinity : driver.share(plan.maxRequests),
    );
  }

  run(): Promise<void> {
    return new Promise((resolve) => {
      this.finish = resolve;
      this.tick();
    });
  }

  private tick(): void {
    const now = performance.now();
    while (this.index < this.total && this.start + this.index * this.gap <= now && !this.driver.stopped) {
      const intended = this.start + this.index * this.gap;
      this.index += 1;
      this.driver.tally.lag.recordValue(Math.max(1, Math.round((now - intended) * 1000)));
      if (this.backlog.length > 0 || !this.send(intended)) this.backlog.push(intended);
    }
    this.expire(now);
    if (this.index >= this.total || this.driver.stopped) {
      if (this.backlog.length === 0 && this.driver.flights.size === 0) return this.finish();
      setTimeout(() => this.tick(), 5);
      return;
    }
    const wait = this.start + this.index * this.gap - performance.now();
    setTimeout(() => this.tick(), Math.max(1, Math.min(50, wait)));
  }

  /** What waited for a connection as long as a request may take is a request that failed. */
  private expire(now: number): void {
    const { tally, plan, began } = this.driver;
    while (this.backlog[0] !== undefined && now - this.backlog[0] > plan.timeoutMs) {
      const ms = now - (this.backlog.shift() ?? now);
      tally.record({ step: '(not sent)', doneAt: now - began, ms, error: 'unsent' });
    }
  }

  private send(intended: number): boolean {
    const session = this.session();
    if (session === undefined) return false;
    const connection = this.pool.take();
    if (connection === undefined) return false;
    this.driver.fly(session, connection, this.driver.pick(session), intended, (flight) => {
      this.pool.give(connection);
      this.after(flight);
    });
    return true;
  }

  private after(flight: Flight): void {
    const limit = this.driver.plan.scenario.requestsPerSession;
    const { session } = flight;
    if (limit !== undefined && session.used >= limit) session.lost = true;
    // Ending a session under requests of its own would make them fail through our fault.
    if (session.lost && session.busy === 0) this.renew(session);
    const due = this.backlog[0];
    if (due !== undefined && this.send(due)) this.backlog.shift();
  }

  /** The next session that may be used. */
  private session(): LoadSession | undefined {
    for (let tried = 0; tried < this.sessions.length; tried += 1) {
      const session = this.sessions[this.turn % this.sessions.length];
      this.turn += 1;
      if (session !== undefined && !session.lost) return session;
    }
    const first = this.sessions[this.turn % this.sessions.length];
    if (first !== undefined && this.driver.flights.size === 0) this.renew(first);
    return undefined;
  }

  private renew(session: LoadSession): void {
    const connection = this.driver.stopped ? undefined : this.pool.take();
    session.lost = true;
    if (connection === undefined) return;
    this.driver.end(session, connection, () => {
      this.driver.open(session, connection, (ok) => {
        session.lost = !ok;
        this.pool.give(connection);
      });
    });
  }
}
