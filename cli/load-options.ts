// Options of `assay load` and of its exports, and what they mean.

import type { Argv } from 'yargs';
import { BOUNDS, bounded } from '../runner/load/guard.ts';
import type { LoadOptions } from '../runner/load/options.ts';
import { parseCall, readScenario } from '../runner/load/scenario-file.ts';
import { parseThreshold } from '../runner/load/threshold.ts';
import { registerSecret } from '../runner/engine/mask.ts';
import type { AuditOptions } from '../runner/options.ts';
import { isRevision, type Revision } from '../suites/kernel/revision.ts';
import { numeric, once } from './audit-options.ts';
import { CliError } from './exit.ts';

export interface LoadArgs {
  readonly users?: number;
  readonly rate?: number;
  readonly sessions?: number;
  readonly duration?: number;
  readonly requests?: number;
  readonly threads?: number;
  readonly ramp?: string;
  readonly churn?: number;
  readonly listen?: boolean;
  readonly call?: readonly string[];
  readonly scenario?: string;
  readonly threshold?: readonly string[];
  readonly limits?: boolean;
  readonly 'limit-rate'?: number;
  readonly 'limit-sessions'?: number;
  readonly 'limit-bytes'?: number;
  readonly 'limit-idle'?: number;
  readonly direct?: string;
  readonly pid?: number;
  readonly engine?: 'assay' | 'autocannon';
  readonly 'other-bearer-env'?: string;
  readonly 'i-own-this-target'?: boolean;
}

const GROUP = 'Load:';

export function scenarioOptions<T>(argv: Argv<T>): Argv<T & LoadArgs> {
  const text = { type: 'string', requiresArg: true, group: GROUP } as const;
  return argv
    .option('call', { ...text, type: 'array', string: true, describe: `'tool {"json":…}' to send; repeatable` })
    .option('scenario', { ...text, describe: 'YAML file of steps', coerce: once('scenario') })
    .option('churn', {
      ...text,
      describe: 'Requests after which a session is ended',
      coerce: numeric('churn', 1, true),
    })
    .option('i-own-this-target', {
      type: 'boolean',
      group: GROUP,
      describe: 'Load it though it is not on this machine',
    }) as unknown as Argv<T & LoadArgs>;
}

export function loadOptions<T>(argv: Argv<T>): Argv<T & LoadArgs> {
  const text = { type: 'string', requiresArg: true, group: GROUP } as const;
  const count = (name: string, describe: string, least = 1): object => ({
    ...text,
    describe,
    coerce: numeric(name, least, true),
  });
  return scenarioOptions(argv)
    .option('users', count('users', 'Closed loop: users, each waiting for its answer (10)'))
    .option('rate', {
      ...text,
      describe: 'Open loop: requests a second, sent whether answered or not',
      coerce: numeric('rate', 0.01),
    })
    .option('sessions', count('sessions', 'Sessions of the open loop (10)'))
    .option('duration', { ...text, describe: 'Seconds (10)', coerce: numeric('duration', 0.1) })
    .option('requests', count('requests', 'Stop after this many'))
    .option('threads', count('threads', 'Threads that send (half of the processors)', 0))
    .option('ramp', { ...text, describe: 'from-to[/steps] requests a second: find the knee', coerce: once('ramp') })
    .option('listen', { type: 'boolean', group: GROUP, describe: 'Each session holds a listening stream' })
    .option('threshold', { ...text, type: 'array', string: true, describe: `'p99<200', 'errors<1%', 'rate>500' …` })
    .option('limits', { type: 'boolean', group: GROUP, describe: 'Probe upwards for limits' })
    .option('limit-rate', count('limit-rate', 'Requests a second probed at most (640)', 0))
    .option('limit-sessions', count('limit-sessions', 'Sessions opened at most (1000)', 0))
    .option('limit-bytes', count('limit-bytes', 'Size of request and result at most (4194304)'))
    .option('limit-idle', {
      ...text,
      describe: 'Seconds an idle stream is watched (0)',
      coerce: numeric('limit-idle', 0),
    })
    .option('direct', { ...text, describe: 'Server behind a gateway: measure what it adds', coerce: once('direct') })
    .option('pid', count('pid', 'Process to sample for memory, on this machine'))
    .option('engine', {
      ...text,
      choices: ['assay', 'autocannon'],
      describe: 'autocannon: closed loop, second opinion',
    })
    .option('other-bearer-env', {
      ...text,
      describe: 'Token of a second caller',
      coerce: once('other-bearer-env'),
    }) as unknown as Argv<T & LoadArgs>;
}

/** @throws CliError */
export function loadOptionsFrom(argv: LoadArgs, options: AuditOptions): LoadOptions {
  try {
    return read(argv, options);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw new CliError(`${error.message}.`);
    throw error;
  }
}

function read(argv: LoadArgs, options: AuditOptions): LoadOptions {
  argv.threshold?.forEach(parseThreshold);
  const file = argv.scenario === undefined ? undefined : readScenario(argv.scenario);
  const calls = argv.call?.map(parseCall);
  const steps = file === undefined && calls === undefined ? undefined : [...(file?.steps ?? []), ...(calls ?? [])];
  const other = secondCaller(argv);
  return {
    ...given('calls', options.calls),
    ...given('allow', options.allow),
    ...given('failOn', options.failOn),
    ...given('timeoutMs', options.timeoutMs),
    ...given('budgetMs', options.budgetMs),
    ...given('evidence', options.evidence),
    ...given('seed', options.seed),
    ...given('waivers', options.waivers),
    ...given('revision', oneRevision(options.revisions)),
    ...given('users', within('--users', argv.users, BOUNDS.users)),
    ...given('rate', within('--rate', argv.rate, BOUNDS.ratePerSecond)),
    ...given('sessions', within('--sessions', argv.sessions, BOUNDS.sessions)),
    ...given(
      'durationMs',
      within('--duration', argv.duration === undefined ? undefined : argv.duration * 1000, BOUNDS.durationMs),
    ),
    ...given('requests', within('--requests', argv.requests, BOUNDS.requests)),
    ...given('threads', argv.threads),
    ...given('churn', argv.churn),
    ...given('listen', argv.listen),
    ...given('steps', steps),
    ...given('order', steps === undefined ? undefined : (file?.order ?? 'sequence')),
    ...given('thresholds', argv.threshold),
    ...given('ramp', argv.ramp === undefined ? undefined : rampFrom(argv.ramp)),
    ...given('limits', argv.limits === true ? ceilings(argv) : undefined),
    ...given('direct', argv.direct === undefined ? undefined : urlFrom(argv.direct)),
    ...given('otherHeaders', other),
    ...given('pid', argv.pid),
    ...given('engine', argv.engine),
    ...(argv['i-own-this-target'] === true ? { own: true } : {}),
  };
}

const given = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };

const within = (name: string, value: number | undefined, most: number): number | undefined =>
  value === undefined ? undefined : bounded(name, value, most);

/** One scenario is dressed for one revision; `auto` leaves the choice to the preparation. */
function oneRevision(revisions: AuditOptions['revisions']): Revision | undefined {
  if (revisions === undefined || revisions === 'auto') return undefined;
  const [only, more] = revisions === 'all' ? [] : revisions;
  if (only === undefined || more !== undefined || !isRevision(only))
    throw new TypeError('--revision: load speaks one revision at a time, for instance --revision 2025-11-25');
  if (only === '2024-11-05') throw new TypeError('--revision: load needs Streamable HTTP, from 2025-03-26 on');
  return only;
}

function rampFrom(text: string): NonNullable<LoadOptions['ramp']> {
  const [, from = '', to = '', steps = '8'] = /^([\d.]+)-([\d.]+)(?:\/(\d+))?$/.exec(text) ?? [];
  const ramp = { from: Number(from), to: Number(to), steps: Number(steps) };
  if (from === '' || !(ramp.from > 0) || !(ramp.to > ramp.from) || ramp.steps < 2)
    throw new TypeError(`--ramp: from-to or from-to/steps is expected, for instance 50-800/8, not ${text}`);
  bounded('--ramp', ramp.to, BOUNDS.ratePerSecond);
  bounded('--ramp steps', ramp.steps, 50);
  return ramp;
}

function ceilings(argv: LoadArgs): NonNullable<LoadOptions['limits']> {
  return {
    ...given('rate', argv['limit-rate']),
    ...given('sessions', within('--limit-sessions', argv['limit-sessions'], BOUNDS.sessions)),
    ...given('bytes', argv['limit-bytes']),
    ...given('idleMs', argv['limit-idle'] === undefined ? undefined : argv['limit-idle'] * 1000),
  };
}

function urlFrom(url: string): string {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new TypeError(`--direct: "${url}" is no http(s) url`);
  return url;
}

/** Headers of a second caller, for limits and for sessions that must not be shared. */
export function secondCaller(argv: { readonly 'other-bearer-env'?: string }): Record<string, string> | undefined {
  const variable = argv['other-bearer-env'];
  if (variable === undefined) return undefined;
  const token = process.env[variable]?.trim();
  if (token === undefined || token === '')
    throw new CliError(`--other-bearer-env: the environment variable ${variable} is not set.`);
  registerSecret(token);
  return { Authorization: `Bearer ${token}` };
}
