// Options that every auditing command has, and how command line and configuration become one: the command line wins.

import type { Argv } from 'yargs';
import { type Config, loadConfig } from '../runner/config/load.ts';
import type { AuditOptions } from '../runner/options.ts';
import { isRevision, type Revision, REVISIONS } from '../suites/kernel/revision.ts';
import { CliError } from './exit.ts';
import { didYouMean } from '../runner/config/nearest.ts';

export interface AuditArgs {
  readonly suite?: string;
  readonly rule?: readonly string[];
  readonly revision?: string;
  readonly calls?: 'none' | 'readonly' | 'all';
  readonly 'fail-on'?: 'fail' | 'warn' | 'never';
  readonly report?: readonly string[];
  readonly config?: string;
  readonly timeout?: number;
  readonly budget?: number;
  readonly seed?: number;
  readonly evidence?: string;
  readonly passive?: boolean;
  readonly active?: boolean;
  readonly shard?: Shard;
  readonly 'dry-run'?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly 'no-color'?: boolean;
}

/** A number option: `--timeout abc`, `--timeout 0` and `--timeout 1 --timeout 2` are usage errors. */
export function numeric(name: string, min: number, whole = false): (value: unknown) => number | undefined {
  return (value) => {
    if (value === undefined) return undefined;
    if (Array.isArray(value)) throw new CliError(`--${name} is given twice.`);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    if (!Number.isFinite(number) || number < min || (whole && !Number.isSafeInteger(number)))
      throw new CliError(
        `--${name}: a ${whole ? 'whole ' : ''}number of at least ${min} is expected, not "${String(value)}".`,
      );
    return number;
  };
}

/** The part of the work that this run does: number `index`, from 1, of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

function shardOf(value: unknown): Shard | undefined {
  if (value === undefined) return undefined;
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(String(value)) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count))
    throw new CliError(`--shard: <number>/<count> is expected, for instance 2/5, not "${String(value)}".`);
  return shard;
}

/** A text option that may be given once. */
export function once(name: string): (value: unknown) => string | undefined {
  return (value) => {
    if (Array.isArray(value)) throw new CliError(`--${name} is given twice.`);
    return value as string | undefined;
  };
}

export function outputOptions<T>(argv: Argv<T>): Argv<T & Pick<AuditArgs, 'quiet' | 'verbose' | 'no-color'>> {
  const group = 'Terminal:';
  return argv
    .option('quiet', { type: 'boolean', group, describe: 'No progress, only the last line' })
    .option('verbose', { type: 'boolean', group, describe: 'Every finding, pass, skip; progress in logs; stacks' })
    .option('no-color', { type: 'boolean', group, describe: 'No colour (so does NO_COLOR=1)' })
    .conflicts('quiet', 'verbose') as unknown as Argv<T & Pick<AuditArgs, 'quiet' | 'verbose' | 'no-color'>>;
}

export function auditOptions<T>(argv: Argv<T>, options: { readonly suites: boolean }): Argv<T & AuditArgs> {
  const group = 'Audit:';
  const text = { type: 'string', requiresArg: true, group } as const;
  if (options.suites) argv.option('suite', { ...text, describe: 'Only these suites, by comma', coerce: once('suite') });
  return outputOptions(argv)
    .option('rule', {
      ...text,
      type: 'array',
      string: true,
      describe: 'Only this rule; x/ or x* for all that begin so',
    })
    .option('revision', { ...text, describe: 'auto, all, or revisions by comma', coerce: once('revision') })
    .option('calls', { ...text, choices: ['none', 'readonly', 'all'], describe: 'Tools that may be called (readonly)' })
    .option('fail-on', { ...text, choices: ['fail', 'warn', 'never'], describe: 'What makes exit code 1 (fail)' })
    .option('report', { ...text, type: 'array', string: true, describe: '<format>:<path>, - is stdout; repeatable' })
    .option('config', { ...text, describe: 'Configuration (assay.config.yaml)', coerce: once('config') })
    .option('timeout', { ...text, describe: 'Milliseconds for one request (10000)', coerce: numeric('timeout', 1) })
    .option('budget', { ...text, describe: 'Seconds for the whole run (600)', coerce: numeric('budget', 0.001) })
    .option('seed', { ...text, describe: 'All generated input follows from it', coerce: numeric('seed', 0, true) })
    .option('evidence', { ...text, describe: 'Directory for the raw recording', coerce: once('evidence') })
    .option('shard', { ...text, describe: 'Part 2/5 of the servers, or of the rules for one', coerce: shardOf })
    .option('passive', { type: 'boolean', group, describe: 'Send nothing beyond what listing needs' })
    .option('active', { type: 'boolean', group, describe: 'Attack tools too, with proof; wants --calls all' })
    .conflicts('active', 'passive')
    .option('dry-run', {
      type: 'boolean',
      group,
      describe: 'Print what would be done, and do nothing',
    }) as unknown as Argv<T & AuditArgs>;
}

export function configFor(argv: AuditArgs): Config {
  return loadConfig({
    cwd: process.cwd(),
    today: new Date().toISOString().slice(0, 10),
    env: process.env,
    ...(argv.config === undefined ? {} : { file: argv.config }),
  });
}

function revisionsOf(given: string | undefined, config: Config): AuditOptions['revisions'] {
  if (given === undefined) return config.revision ?? 'auto';
  if (given === 'auto' || given === 'all') return given;
  return given.split(',').map((word): Revision => {
    const name = word.trim();
    if (isRevision(name)) return name;
    throw new CliError(
      `--revision: there is no revision "${name}".${didYouMean(name, REVISIONS)} Known: auto, all, ${REVISIONS.join(', ')}.`,
    );
  });
}

function suitesOf(given: string | undefined, config: Config, known: readonly string[]): readonly string[] | undefined {
  const names = given === undefined ? config.suites : given.split(',').map((word) => word.trim());
  for (const name of names ?? [])
    if (!known.includes(name))
      throw new CliError(
        `${given === undefined ? `${config.file ?? 'configuration'}: suites` : '--suite'}: there is no suite "${name}".${didYouMean(name, known)} Suites: ${known.join(', ')}.`,
      );
  return names;
}

/** A selection that selects nothing would be a pass over nothing. */
function rulesOf(argv: AuditArgs, config: Config, ids: readonly string[]): readonly string[] | undefined {
  const wanted = argv.rule ?? config.rules;
  for (const rule of wanted ?? []) {
    const prefix = /[/*]$/.test(rule) ? rule.replace(/\*$/, '') : undefined;
    const hit = prefix === undefined ? ids.includes(rule) : ids.some((id) => id.startsWith(prefix));
    if (!hit) throw new CliError(`there is no rule "${rule}".${didYouMean(rule, ids)} See assay list rules.`);
  }
  return wanted;
}

const entry = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };

/** @throws CliError */
export function optionsFrom(argv: AuditArgs, config: Config, ruleIds: readonly string[]): AuditOptions {
  const suites = [...new Set(ruleIds.map((id) => id.split('/')[0] ?? ''))];
  const timeoutMs = argv.timeout ?? config.timeout;
  const calls = argv.calls ?? config.calls ?? 'readonly';
  if (argv.active === true && calls !== 'all')
    throw new CliError('--active attacks tools: it wants --calls all, and a server made to be tested.');
  const budget = argv.budget ?? config.budget;
  return {
    revisions: revisionsOf(argv.revision, config) ?? 'auto',
    calls,
    failOn: argv['fail-on'] ?? config.failOn ?? 'fail',
    known: config.known,
    waivers: config.waivers,
    ...entry('suites', suitesOf(argv.suite, config, suites)),
    ...entry('rules', rulesOf(argv, config, ruleIds)),
    ...entry('allow', config.allow),
    ...entry('tokens', config.tokens),
    ...entry('callers', Object.keys(config.callers).length === 0 ? undefined : config.callers),
    ...entry('access', config.access),
    ...entry('timeoutMs', timeoutMs),
    ...entry('budgetMs', budget === undefined ? undefined : budget * 1000),
    ...entry('seed', argv.seed ?? config.seed),
    ...entry('evidence', argv.evidence),
    ...(argv.passive === true ? { probes: false } : {}),
    ...(argv.active === true ? { active: true } : {}),
  };
}
