// What both loops share: compiled steps, ids and markers, sessions opened and ended, deadlines.

import { compileStep, INITIALIZED, initializeStep, markerOf, postText, requestText, sessionHead } from './dress.ts';
import type { CompiledStep } from './dress.ts';
import { Flight, type FlightContext, type LoadSession } from './flight.ts';
import { Connection } from './http1.ts';
import { headerIn } from './http1-parse.ts';
import { seededRandom } from './random.ts';
import type { WorkerPlan } from './shape.ts';
import { Tally } from './tally.ts';

/** Ids of one thread never meet those of another. */
const IDS_PER_WORKER = 100_000_000;
const SWEEP_MS = 50;

export class Driver {
  readonly plan: WorkerPlan;
  readonly tally = new Tally();
  readonly flights = new Set<Flight>();
  readonly began = performance.now();
  private readonly steps: readonly CompiledStep[];
  private readonly opening: CompiledStep;
  private readonly random: () => number;
  private readonly weightSum: number;
  private readonly sweeper: NodeJS.Timeout;
  private readonly sessionsOpen = new Set<LoadSession>();
  private readonly context: FlightContext;
  private issued = 0;
  private lastId: number;
  stopped = false;

  constructor(plan: WorkerPlan) {
    this.plan = plan;
    const { scenario } = plan;
    this.steps = scenario.steps.map((step, index) => compileStep(step, index, scenario));
    this.opening = compileStep(initializeStep(scenario.revision), -1, scenario);
    this.random = seededRandom(plan.seed + plan.worker);
    this.weightSum = scenario.steps.reduce((sum, step) => sum + step.weight, 0);
    this.lastId = (plan.worker + 1) * IDS_PER_WORKER;
    this.context = {
      tally: this.tally,
      began: this.began,
      flights: this.flights,
      timeoutMs: plan.timeoutMs,
      connect: () => this.connect(),
    };
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS);
  }

  private sweep(): void {
    const now = performance.now();
    for (const flight of this.flights) flight.sweep(now);
  }

  /** Claims the right to send one more request; `false` once the plan's count is used up. */
  claim(): boolean {
    const share = this.plan.maxRequests === undefined ? Infinity : this.share(this.plan.maxRequests);
    if (this.stopped || this.issued >= share) return false;
    this.issued += 1;
    return true;
  }

  /** This thread's part of a number that is meant for all. */
  share(total: number): number {
    const { worker, workers } = this.plan;
    return Math.floor(total / workers) + (worker < total % workers ? 1 : 0);
  }

  connect(): Connection {
    this.tally.connections += 1;
    return new Connection(this.plan.endpoint);
  }

  newSession(number: number): LoadSession {
    const { endpoint, headers, scenario } = this.plan;
    return {
      number,
      id: undefined,
      head: sessionHead(endpoint, 'POST', headers, scenario),
      next: number,
      used: 0,
      busy: 0,
      lost: false,
      connection: undefined,
      stream: undefined,
    };
  }

  /** The step in turn for this session. */
  pick(session: LoadSession): CompiledStep {
    const { steps } = this;
    const first = steps[0];
    if (first === undefined) throw new Error('a scenario without steps');
    if (this.plan.scenario.order === 'sequence' || steps.length === 1) {
      const step = steps[session.next % steps.length] ?? first;
      session.next += 1;
      return step;
    }
    let left = this.random() * this.weightSum;
    for (const step of steps) {
      left -= step.step.weight;
      if (left < 0) return step;
    }
    return first;
  }

  fly(
    session: LoadSession,
    connection: Connection,
    step: CompiledStep,
    intended: number,
    release: (flight: Flight) => void,
  ): void {
    const id = (this.lastId += 1);
    const marker = markerOf(this.plan.run, id);
    const want = { id, marker, markerPrefix: `am${this.plan.run}x` };
    session.used += 1;
    session.busy += 1;
    const request = requestText(step, session.head, id, marker);
    const started = new Flight(this.context, session, connection, step, want, request, intended, (flight) => {
      session.busy -= 1;
      this.noteLoss(session, flight);
      release(flight);
    });
    started.launch();
  }

  /** 404 for a session id means that the session is gone; 400 means the same from servers that say it wrongly. */
  private noteLoss(session: LoadSession, flight: Flight): void {
    if (session.id === undefined || flight.session.lost) return;
    const gone = flight.status === 404 || (flight.status === 400 && /session/i.test(flight.body));
    if (!gone || flight.error === undefined) return;
    session.lost = true;
    this.tally.sessions.lost += 1;
  }

  /** Initialize era: handshake on this connection; otherwise nothing. `done` gets whether the session may be used. */
  open(session: LoadSession, connection: Connection, done: (ok: boolean) => void): void {
    const { endpoint, headers, scenario } = this.plan;
    if (scenario.era === 'per-request') {
      this.tally.sessions.opened += 1;
      done(true);
      return;
    }
    session.id = undefined;
    session.used = 0;
    session.lost = false;
    session.head = sessionHead(endpoint, 'POST', headers, scenario, { opening: true });
    this.fly(session, connection, this.opening, performance.now(), (flight) => {
      if (flight.error !== undefined) return done(false);
      this.tally.sessions.opened += 1;
      this.sessionsOpen.add(session);
      session.used = 0;
      session.id = headerIn(flight.headText, flight.headText.toLowerCase(), 'mcp-session-id');
      const facts = session.id === undefined ? {} : { id: session.id };
      session.head = sessionHead(endpoint, 'POST', headers, scenario, facts);
      this.sayInitialized(session, connection.open ? connection : this.connect(), done);
    });
  }

  private sayInitialized(session: LoadSession, connection: Connection, done: (ok: boolean) => void): void {
    let status = 0;
    connection.send(postText(session.head, INITIALIZED), {
      head: (got) => (status = got),
      end: () => {
        if (this.plan.scenario.listen === true) this.listen(session);
        done(status < 300);
      },
      fail: () => done(false),
    });
  }

  private listen(session: LoadSession): void {
    const { endpoint, headers, scenario } = this.plan;
    const facts = session.id === undefined ? {} : { id: session.id };
    session.stream = this.connect();
    const head = sessionHead(endpoint, 'GET', headers, scenario, facts);
    session.stream.send(`${head}\r\n`, { end: () => undefined, fail: () => undefined });
  }

  /** Ends a session as a client should: DELETE, whatever the answer. */
  end(session: LoadSession, connection: Connection, done: () => void): void {
    const { endpoint, headers, scenario } = this.plan;
    session.stream?.destroy();
    session.stream = undefined;
    this.sessionsOpen.delete(session);
    if (session.id === undefined || !connection.open) return done();
    this.tally.sessions.ended += 1;
    const head = sessionHead(endpoint, 'DELETE', headers, scenario, { id: session.id });
    session.id = undefined;
    connection.send(`${head}\r\n`, { end: done, fail: done });
  }

  /** Ends all sessions that are left, a few at a time, within two seconds. */
  async close(): Promise<void> {
    const waiting = [...this.sessionsOpen];
    const until = performance.now() + 2000;
    const work = async (): Promise<void> => {
      let connection = this.plain();
      for (let session = waiting.pop(); session !== undefined; session = waiting.pop()) {
        if (performance.now() > until) return connection.destroy();
        if (!connection.open) connection = this.plain();
        const kept = session;
        await within(until - performance.now(), (done) => this.end(kept, connection, done));
      }
      connection.destroy();
    };
    await Promise.all(Array.from({ length: Math.min(8, waiting.length) }, work));
    clearInterval(this.sweeper);
    for (const session of this.sessionsOpen) session.stream?.destroy();
  }

  private plain(): Connection {
    return new Connection(this.plan.endpoint);
  }
}

const within = (ms: number, start: (done: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    start(() => {
      clearTimeout(timer);
      resolve();
    });
  });
