// Loads a target over its transport and puts what was seen into one recording.

import type { Json, Recording } from '../../suites/kernel/recording.ts';
import type { HttpTarget, StdioTarget } from '../target.ts';
import { digest, sortedJson } from './answer.ts';
import { recordingOf } from './evidence.ts';
import { endpointOf } from './http1.ts';
import { findLimits } from './limits.ts';
import { DEFAULT_CEILINGS, type LoadOptions } from './options.ts';
import { measureOverhead, type Overhead } from './overhead.ts';
import { runPhases } from './phases.ts';
import { freshId, type Place } from './plain-session.ts';
import { httpOpener, prepare, type Prepared, type PrepareOptions, type Speaker } from './prepare.ts';
import { sampleProcess, type ProcessSample } from './process-sample.ts';
import type { Sample, Scenario } from './shape.ts';
import { loadPipe } from './stdio-load.ts';
import { stdioOpener, type PipeSpeaker } from './stdio-open.ts';
import { measureStreaming } from './streaming.ts';
import { measureThreshold, parseThreshold, type Phase } from './threshold.ts';

export interface LoadContext {
  readonly target: Recording['target'];
  readonly seed: number;
  readonly run: string;
  readonly options: LoadOptions;
}

export interface Loaded {
  readonly recording: Recording;
}

export async function loadHttp(target: HttpTarget, context: LoadContext): Promise<Loaded> {
  const { options, seed, run } = context;
  const place = placeOf(target.url, target, options);
  const direct = options.direct === undefined ? undefined : placeOf(options.direct, target, options);
  const { prepared, speaker } = await prepare(httpOpener(place), preparing(context));
  const scenario = shaped(prepared.scenario, options);
  const sampler = options.pid === undefined ? undefined : sampleProcess(options.pid, false, () => 0);
  const base = { ...place, scenario, seed, run };
  const { phases, raws, ramp } = await runPhases(base, options);
  const changed = await forgive(
    raws.flatMap((raw) => raw.changed),
    speaker,
    scenario,
  );
  const samples: Sample[] = raws.flatMap((raw) => raw.samples);
  const alive = await answers(place, scenario);
  const streamed =
    direct === undefined ? undefined : await measureStreaming(place, direct, scenario.revision, callsOf(options));
  samples.push(...(streamed?.samples ?? []));
  const overhead = direct === undefined ? undefined : await overheadOf(place, direct, scenario, context);
  const limits =
    options.limits === undefined
      ? undefined
      : await findLimits({
          place,
          scenario,
          seed,
          run,
          ceilings: { ...DEFAULT_CEILINGS, ...options.limits },
          ...(options.otherHeaders === undefined ? {} : { other: options.otherHeaders }),
        });
  samples.push(...(limits?.samples ?? []));
  await speaker.close();
  const measured = { phases, alive, ramp, changed, streaming: streamed?.streaming, overhead, limits: limits?.limits };
  const process = sampler?.stop();
  return finish(context, prepared, samples, { ...measured, ...(process === undefined ? {} : { process }) }, target.url);
}

export async function loadStdio(target: StdioTarget, context: LoadContext): Promise<Loaded> {
  const { options, seed, run } = context;
  const timeoutMs = options.timeoutMs ?? 10_000;
  const opener = stdioOpener(target, timeoutMs);
  try {
    const { prepared, speaker } = await prepare(opener.open, preparing(context));
    const { pipe } = speaker as PipeSpeaker;
    const scenario = shaped(prepared.scenario, options);
    const users = options.users ?? 10;
    const mode =
      options.rate === undefined
        ? ({ kind: 'closed', users } as const)
        : ({ kind: 'open', rate: options.rate, sessions: 1, maxConnections: 1 } as const);
    const outcome = await loadPipe(
      pipe,
      {
        target,
        scenario,
        mode,
        durationMs: options.durationMs ?? 10_000,
        ...(options.requests === undefined ? {} : { maxRequests: options.requests }),
        timeoutMs,
        seed,
        run,
      },
      options.signal,
    );
    const alive = pipe.open;
    const changed = alive ? await forgive(outcome.changed, speaker, scenario) : [];
    const phases: readonly Phase[] = [{ name: mode.kind, figures: outcome.figures }];
    const ending = alive ? { alive } : { alive, lastWords: await pipe.lastWords() };
    const measured = { phases, changed, process: outcome.process, stray: pipe.stray.length, ...ending };
    return finish(context, prepared, outcome.samples, measured, undefined);
  } finally {
    await opener.stop();
  }
}

const placeOf = (url: string, target: HttpTarget, options: LoadOptions): Place => {
  const { ca, clientCert: cert, clientKey: key } = target;
  const tls = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
  return { endpoint: endpointOf(url, { tls }), headers: target.headers ?? {}, timeoutMs: options.timeoutMs ?? 10_000 };
};

const callsOf = (options: LoadOptions): Pick<PrepareOptions, 'calls' | 'allow'> => ({
  calls: options.calls ?? 'readonly',
  allow: options.allow ?? [],
});

const preparing = ({ options, run }: LoadContext): PrepareOptions => ({
  ...callsOf(options),
  run,
  ...(options.revision === undefined ? {} : { revision: options.revision }),
  ...(options.steps === undefined ? {} : { steps: options.steps }),
  ...(options.order === undefined ? {} : { order: options.order }),
});

const shaped = (scenario: Scenario, options: LoadOptions): Scenario => ({
  ...scenario,
  ...(options.churn === undefined ? {} : { requestsPerSession: options.churn }),
  ...(options.listen === true && scenario.era === 'initialize' ? { listen: true } : {}),
});

/** Asked again in peace, on a new session: a target that fell over does not come back for one question. */
async function answers(place: Place, scenario: Scenario): Promise<boolean> {
  const speaker = await httpOpener(place)(scenario.revision);
  if (typeof speaker === 'string') return false;
  await speaker.close();
  return true;
}

/** A result that differs from what was learnt is right where the target, asked again in peace, now says the same. */
async function forgive(
  changed: readonly { readonly step: string; readonly digest: string; readonly count: number }[],
  speaker: Speaker,
  scenario: Scenario,
): Promise<readonly { readonly step: string; readonly count: number; readonly stays: boolean }[]> {
  const rows: { step: string; count: number; stays: boolean }[] = [];
  for (const { step: name, digest: seen, count } of changed) {
    const step = scenario.steps.find((one) => one.name === name);
    const now = step === undefined ? undefined : (await speaker.ask(step, freshId(), '')).result;
    rows.push({ step: name, count, stays: now !== undefined && digest(sortedJson(now)) === seen });
  }
  return rows;
}

function overheadOf(gateway: Place, direct: Place, scenario: Scenario, context: LoadContext): Promise<Overhead> {
  const { seed, run, options } = context;
  const pairs = options.pairs ?? 500;
  return measureOverhead({ gateway, direct, scenario, pairs, budgetMs: 20_000, seed, run });
}

interface Measured {
  readonly phases: readonly Phase[];
  readonly overhead?: Overhead | undefined;
  readonly process?: readonly ProcessSample[];
  readonly [more: string]: unknown;
}

function finish(
  context: LoadContext,
  prepared: Prepared,
  samples: readonly Sample[],
  measured: Measured,
  url: string | undefined,
): Loaded {
  const { options } = context;
  const pushing = options.ramp !== undefined;
  // A ramp goes beyond what the target can take on purpose, so nothing is asked of it unless the operator does.
  const texts = options.thresholds ?? (pushing ? [] : ['errors<1%']);
  const thresholds = texts.map((text) => measureThreshold(parseThreshold(text), measured.phases, measured.overhead));
  const { steps, order, revision, era } = prepared.scenario;
  const scenario = {
    revision,
    era,
    order,
    steps: steps.map(({ name, weight, expect }) => ({ name, weight, echo: expect?.echo === true })),
    left: prepared.left,
    ...(options.churn === undefined ? {} : { requestsPerSession: options.churn }),
  };
  const load = JSON.parse(JSON.stringify({ scenario, pushing, ...measured, thresholds })) as Json;
  const recording = recordingOf(
    {
      target: context.target,
      revision,
      transport: url === undefined ? 'stdio' : 'streamable-http',
      seed: context.seed,
      server: prepared.server,
      capabilities: prepared.capabilities,
      measures: { load },
      ...(url === undefined ? {} : { url }),
    },
    samples,
    'load',
  );
  return { recording };
}
