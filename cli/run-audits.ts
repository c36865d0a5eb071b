// One command, one audit or a fleet of them: options, connection, progress, reports, exit code.

import { relative, resolve, sep } from 'node:path';
import { audit } from '../runner/api.ts';
import { ruleIds, selectIds } from '../runner/engine/catalog.ts';
import type { Inside } from '../runner/engine/run.ts';
import type { Config } from '../runner/config/load.ts';
import { unmatchedWaivers } from '../runner/config/waivers.ts';
import type { AuditOptions } from '../runner/options.ts';
import type { Report } from '../suites/kernel/report.ts';
import type { SourcePlace } from '../reporters/sarif.ts';
import { terminal } from '../reporters/terminal.ts';
import { type FleetEntry, fleetTable } from '../reporters/fleet.ts';
import { type AuditArgs, configFor, optionsFrom, type Shard } from './audit-options.ts';
import { connectProblem } from './connect-problem.ts';
import { EXIT, worstExit } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { checkWritable, forServer, type Output, outputsOf, toStdout, writeOutputs } from './outputs.ts';
import { progress } from './progress.ts';
import { type NamedTarget, type TargetArgs, targetsOf } from './target-options.ts';

export type CommandArgs = AuditArgs & TargetArgs;

export interface Prepared {
  readonly argv: CommandArgs;
  readonly config: Config;
  readonly targets: readonly NamedTarget[];
  /** Several servers, even where this shard has one of them: each has files of its own. */
  readonly fleet: boolean;
  readonly options: AuditOptions;
  readonly outputs: readonly Output[];
  /** What a command does instead of a plain audit of each target. */
  readonly audit?: (named: NamedTarget, options: AuditOptions, inside?: Inside) => Promise<Report>;
}

/** Reads and checks everything that can be wrong before anything is spawned or dialled. @throws CliError, ConfigError */
export function prepare(argv: CommandArgs, suites?: readonly string[]): Prepared {
  const outputs = outputsOf(argv.report ?? []);
  const config = configFor(argv);
  const all = targetsOf(argv);
  const targets = shardOfTargets(all, argv.shard);
  const options = shardOfRules(optionsFrom(argv, config, ruleIds()), all.length, argv.shard, suites);
  const several = all.length > 1;
  const paths = several ? targets.flatMap(({ name }) => outputs.map((output) => forServer(output, name))) : outputs;
  checkWritable(paths, targets.length);
  return {
    argv,
    config,
    targets,
    fleet: several,
    options: suites === undefined ? options : { ...options, suites },
    outputs,
  };
}

const inShard = (position: number, { index, count }: Shard): boolean => position % count === index - 1;

/** Several servers are dealt out one by one; `report merge` puts the table together. */
function shardOfTargets(targets: readonly NamedTarget[], shard: Shard | undefined): readonly NamedTarget[] {
  if (shard === undefined || targets.length === 1) return targets;
  return targets.filter((_, position) => inShard(position, shard));
}

/** One server is asked by every shard; the rules are dealt out. */
function shardOfRules(
  options: AuditOptions,
  targets: number,
  shard: Shard | undefined,
  suites: readonly string[] | undefined,
): AuditOptions {
  if (shard === undefined || targets > 1) return options;
  const chosen = selectIds(ruleIds(), suites ?? options.suites, options.rules);
  return { ...options, rules: chosen.filter((_, position) => inShard(position, shard)) };
}

/** Audits every target and sets the exit code. */
export async function runAudits(prepared: Prepared): Promise<void> {
  const { argv, targets, config } = prepared;
  if (argv['dry-run'] === true) {
    const { printPlan } = await import('./dry-run.ts');
    const { audit: own } = prepared;
    return printPlan(
      prepared,
      own === undefined ? {} : { runner: (target, options, inside) => own({ target }, options, inside) },
    );
  }
  const keys = interruptible();
  const reports: FleetEntry[] = [];
  const codes: number[] = [];
  try {
    if (targets.length > 1) await fleet(prepared, keys.signal, reports, codes);
    else
      for (const named of targets) {
        const report = await one(prepared, named, keys.signal);
        reports.push({ name: named.name ?? report.target.label, report });
        codes.push(await deliver(prepared, named, report));
      }
  } finally {
    keys.stop();
  }
  const human = humanStream(prepared.outputs);
  if (targets.length === 0) human.write('Nothing to do: this shard has no server.\n');
  if (targets.length > 1) human.write(fleetTable(reports, { columns: columnsOf(human) }));
  codes.push(
    ...complainOfWaivers(
      config,
      reports.map(({ report }) => report),
    ),
  );
  if (keys.signal.aborted) codes.push(EXIT.interrupted);
  process.exitCode = worstExit(codes);
}

/** One after the other. */
const ONE = { sure: 1, most: 1, spare: () => false };

/** Several servers at once; the table at the end has them in the order of the file. */
async function fleet(prepared: Prepared, signal: AbortSignal, reports: FleetEntry[], codes: number[]): Promise<void> {
  const { targets, options, argv } = prepared;
  const { eachOf, fleetLine, placesFor, stumbled } = await import('./fleet.ts');
  const line = fleetLine({ stream: process.stderr, quiet: argv.quiet === true }, targets.length);
  const done: (FleetEntry | undefined)[] = targets.map(() => undefined);
  await eachOf(
    targets,
    // What a command does instead may carry something from one server to the next, or measure.
    prepared.audit === undefined ? placesFor(targets.length, options) : ONE,
    async (named) => {
      if (signal.aborted) return undefined;
      line.started(named.name ?? '');
      return one(prepared, named, signal).catch((error: unknown) => stumbled(named, options, error));
    },
    async (named, report, index) => {
      if (report === undefined) return;
      line.end();
      codes.push(await deliver(prepared, named, report));
      line.done(named.name ?? '');
      // Excerpts are the bulk of a report, and are written by now.
      done[index] = { name: named.name ?? report.target.label, report: { ...report, excerpts: {} } };
    },
  );
  line.end();
  reports.push(...done.filter((entry) => entry !== undefined));
}

/** Text for people goes to stdout, unless a report does. */
const humanStream = (outputs: readonly Output[]): NodeJS.WriteStream =>
  outputs.some(toStdout) ? process.stderr : process.stdout;

const columnsOf = (stream: NodeJS.WriteStream): number => (stream.isTTY ? stream.columns : 80);

async function one(
  { argv, options, targets, audit: other }: Prepared,
  named: NamedTarget,
  signal: AbortSignal,
): Promise<Report> {
  const several = targets.length > 1;
  const shown = progress({
    stream: process.stderr,
    quiet: argv.quiet === true || (several && process.stderr.isTTY),
    verbose: argv.verbose === true,
    ...(several && named.name !== undefined ? { name: named.name } : {}),
  });
  try {
    const complete = { ...options, signal, onEvent: shown.onEvent };
    return await (other === undefined ? audit(named.target, complete) : other(named, complete));
  } finally {
    shown.end();
  }
}

/** Shows and writes the report of one target; the exit code it stands for. */
export async function deliver(
  prepared: Prepared,
  named: NamedTarget,
  report: Report,
  how: { readonly silent?: boolean } = {},
): Promise<number> {
  const outputs = prepared.outputs.map((output) => (prepared.fleet ? forServer(output, named.name) : output));
  const problem = connectProblem(report, named.target);
  if (problem !== undefined) {
    process.stderr.write(`assay: ${problem.line}\n`);
    const said = problem.stderr.map((line) => `  ${line}\n`).join('');
    if (said !== '') process.stderr.write(`Its stderr:\n${said}`);
  }
  const silent = how.silent ?? (problem !== undefined && prepared.argv.verbose !== true);
  return finish({ ...prepared, outputs }, report, {
    silent,
    ...(named.place === undefined ? {} : { place: named.place }),
  });
}

/** Shows a report and writes it in every form; the exit code, a report that could not be written included. */
export async function finish(
  prepared: Prepared,
  report: Report,
  how: { readonly silent?: boolean; readonly place?: SourcePlace } = {},
): Promise<number> {
  const { argv, options, config, outputs } = prepared;
  const human = humanStream(outputs);
  if (how.silent !== true) human.write(humanText(report, argv, human, outputs));
  const failures = await writeOutputs(report, outputs, {
    ...(options.failOn === undefined ? {} : { failOn: options.failOn }),
    ...placeOption(how.place ?? (config.file === undefined ? undefined : { file: config.file, line: 1 })),
  });
  for (const failure of failures) process.stderr.write(`assay: ${failure}\n`);
  return failures.length > 0 ? worstExit([report.exitCode, EXIT.fault]) : report.exitCode;
}

/** The file as code hosts name it: from the root of the checkout, with slashes. */
function placeOption(place: SourcePlace | undefined): { readonly place?: SourcePlace } {
  if (place === undefined) return {};
  const file = relative(process.cwd(), resolve(place.file)).split(sep).join('/');
  return { place: { file, line: place.line } };
}

function humanText(report: Report, argv: CommandArgs, stream: NodeJS.WriteStream, outputs: readonly Output[]): string {
  const kept = outputs.find((output) => output.format === 'json' && !toStdout(output));
  const text = terminal(report, {
    colour: colourOn(argv, stream),
    columns: columnsOf(stream),
    verbose: argv.verbose === true,
    ...(kept === undefined ? {} : { replayFrom: kept.path }),
  });
  return argv.quiet === true ? (text.trimEnd().split('\n\n').at(-1) ?? '').concat('\n') : text;
}

/** NO_COLOR and FORCE_COLOR as https://no-color.org and chalk read them; the option wins. */
export function colourOn(argv: Pick<AuditArgs, 'no-color'>, stream: NodeJS.WriteStream): boolean {
  if (argv['no-color'] === true) return false;
  if ((process.env['NO_COLOR'] ?? '') !== '') return false;
  const forced = process.env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return stream.isTTY && process.env['TERM'] !== 'dumb';
}

/** A waiver that waives nothing any more is an error in the configuration: exit code 2 where nothing is worse. */
function complainOfWaivers(config: Config, reports: readonly Report[]): number[] {
  const idle = unmatchedWaivers(config.waivers, reports);
  for (const index of idle) {
    const waiver = config.waivers[index];
    const what = waiver?.finding === undefined ? waiver?.rule : `${waiver.rule}, finding ${waiver.finding}`;
    process.stderr.write(
      `assay: ${config.file ?? 'configuration'}: waivers[${index}] waives nothing any more (${what}): remove it.\n`,
    );
  }
  return idle.length > 0 ? [EXIT.usage] : [];
}
