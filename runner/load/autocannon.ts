// The closed loop by autocannon, as a second opinion on our own: same sessions, distinct ids, every body judged.

import autocannon from 'autocannon';
import { judgeText } from './answer.ts';
import type { LoadOutcome } from './crew.ts';
import { bodyText, compileStep, markerOf, type CompiledStep } from './dress.ts';
import { figuresOf } from './figures.ts';
import { headerPairs } from './http1-parse.ts';
import { closePlain, openPlain, type PlainSession } from './plain-session.ts';
import { SseSplitter } from './sse.ts';
import type { LoadPlan } from './shape.ts';
import { Tally } from './tally.ts';

const FIRST_ID = 900_000_000;

const refusal = (status: number, text: string): string | undefined => {
  if (status === 429) return 'rate-limited 429';
  if (status !== 200 && status >= 300) return `http ${status}`;
  return text === '' ? 'no-answer' : undefined;
};

/** Its own unit is one millisecond; latency is taken from it per response, so figures are that coarse. */
export async function loadWithAutocannon(plan: LoadPlan): Promise<LoadOutcome> {
  if (plan.mode.kind !== 'closed') throw new TypeError('autocannon sends a closed loop only');
  const { endpoint, headers, timeoutMs, scenario } = plan;
  const place = { endpoint, headers, timeoutMs };
  const { users } = plan.mode;
  const sessions: PlainSession[] = [];
  for (let user = 0; user < users; user += 1) sessions.push(await openPlain(place, scenario.revision));
  const tally = new Tally();
  const startedAtMs = Date.now();
  const began = performance.now();
  await cannonade(plan, sessions, tally, began);
  const elapsedMs = performance.now() - began;
  await Promise.all(sessions.map(closePlain));
  const raw = tally.raw(0, startedAtMs, elapsedMs);
  return { figures: figuresOf([raw], plan), raws: [raw] };
}

interface Turn {
  readonly step: CompiledStep;
  readonly id: number;
  readonly sentAt: number;
}

function cannonade(plan: LoadPlan, sessions: readonly PlainSession[], tally: Tally, began: number): Promise<unknown> {
  const { endpoint, scenario, run } = plan;
  const steps = scenario.steps.map((step, index) => compileStep(step, index, scenario));
  let next = FIRST_ID;
  let client = 0;
  const options: autocannon.Options = {
    url: `${endpoint.secure ? 'https' : 'http'}://${endpoint.authority}${endpoint.path}`,
    connections: sessions.length,
    duration: Math.max(1, plan.durationMs / 1000),
    ...(plan.maxRequests === undefined ? {} : { amount: plan.maxRequests }),
    timeout: Math.ceil(plan.timeoutMs / 1000),
    setupClient: (connection) => {
      const session = sessions[(client += 1) - 1];
      let turn: Turn | undefined;
      const load = (): void => {
        const step = steps[next % steps.length];
        if (step === undefined || session === undefined) return;
        turn = { step, id: (next += 1), sentAt: performance.now() };
        connection.setBody(bodyText(step, turn.id, markerOf(run, turn.id)));
        const lines = `POST / HTTP/1.1\r\n${session.head.slice(session.head.indexOf('\r\n') + 2)}${step.headerLines}`;
        connection.setHeaders(Object.fromEntries(headerPairs(lines.trimEnd())));
      };
      load();
      let body = '';
      connection.on('body', (chunk: Buffer) => (body += chunk.toString('utf8')));
      connection.on('response', (status: number) => {
        if (turn !== undefined) record(turn, { status, body }, run, tally, began);
        body = '';
        load();
      });
    },
  };
  return new Promise((resolve, reject) => {
    const instance = autocannon({ ...options, method: 'POST' }, (error, result) =>
      error === null || error === undefined ? resolve(result) : reject(error as Error),
    );
    instance.on('reqError', () => {
      tally.record({
        step: scenario.steps[0]?.name ?? 'request',
        doneAt: performance.now() - began,
        ms: 0,
        error: 'closed',
      });
    });
  });
}

function record(
  turn: Turn,
  { status, body }: { readonly status: number; readonly body: string },
  run: string,
  tally: Tally,
  began: number,
): void {
  const now = performance.now();
  const want = { id: turn.id, marker: markerOf(run, turn.id), markerPrefix: `am${run}x` };
  const sse = status === 200 && !body.startsWith('{');
  const text = sse ? (new SseSplitter().push(`${body}\n\n`).findLast(({ data }) => data !== '')?.data ?? '') : body;
  const error = refusal(status, text) ?? judgeText(text, turn.step.step, want);
  const base = { step: turn.step.step.name, doneAt: now - began, ms: now - turn.sentAt, sse };
  tally.record(error === undefined ? base : { ...base, error });
  if (error === undefined) return;
  tally.sample(error, () => ({
    kind: error,
    step: base.step,
    atMs: base.doneAt,
    ms: base.ms,
    sent: `id ${turn.id}`,
    body,
  }));
}
