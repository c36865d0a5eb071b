// `assay init`: a configuration, the CI step that fits, and on request a baseline so that only new failures fail.

import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { issuesOf, plural } from '../../reporters/arrange.ts';
import { audit } from '../../runner/api.ts';
import { accept } from '../../runner/drift/accept.ts';
import { loadLock, LOCK_FILE, saveLock } from '../../runner/drift/lock-file.ts';
import type { Waiver } from '../../runner/options.ts';
import { ruleIds } from '../../runner/engine/catalog.ts';
import { EMPTY_CONFIG } from '../../runner/config/load.ts';
import { type AuditArgs, numeric, once, optionsFrom, outputOptions } from '../audit-options.ts';
import { connectProblem } from '../connect-problem.ts';
import { CliError, EXIT } from '../exit.ts';
import { ciFiles, type CiKind, configFile, detectCi, type InitTarget, type NewFile } from '../init-files.ts';
import { interruptible } from '../interrupt.ts';
import { progress } from '../progress.ts';
import { type TargetArgs, targetOptions, targetsOf } from '../target-options.ts';
import { writeOwn } from '../../runner/own-file.ts';

interface Args extends TargetArgs, Pick<AuditArgs, 'suite' | 'rule' | 'revision' | 'timeout'> {
  readonly ci?: CiKind;
  readonly baseline?: boolean;
  readonly owner?: string;
  readonly days: number;
  readonly force?: boolean;
  readonly 'no-lock'?: boolean;
  readonly quiet?: boolean;
}

const command: CommandModule = {
  command: 'init [target]',
  describe: 'Write a configuration and a CI step',
  builder: (argv: Argv) =>
    outputOptions(targetOptions(argv))
      .option('ci', {
        type: 'string',
        requiresArg: true,
        choices: ['github', 'gitlab', 'pre-commit', 'none'],
        describe: 'CI to write for; default what is found here',
        coerce: once('ci'),
      })
      .option('suite', {
        type: 'string',
        requiresArg: true,
        describe: 'Baseline: only these suites',
        coerce: once('suite'),
      })
      .option('rule', { type: 'array', string: true, requiresArg: true, describe: 'Baseline: only these rules' })
      .option('revision', {
        type: 'string',
        requiresArg: true,
        describe: 'Baseline: revisions',
        coerce: once('revision'),
      })
      .option('timeout', {
        type: 'string',
        requiresArg: true,
        describe: 'Baseline: milliseconds for one request',
        coerce: numeric('timeout', 1),
      })
      .option('baseline', { type: 'boolean', describe: 'Audit now, and waive what is found until --days have passed' })
      .option('owner', {
        type: 'string',
        requiresArg: true,
        describe: 'Who answers for the baseline',
        coerce: once('owner'),
      })
      .option('days', { type: 'number', requiresArg: true, default: 90, describe: 'How long the baseline holds' })
      .option('no-lock', { type: 'boolean', describe: 'Write no assay.lock.json' })
      .option('force', { type: 'boolean', describe: 'Overwrite files that are there' }) as unknown as Argv,
  handler: async (given) => {
    const argv = given as unknown as Args;
    const target = targetGiven(argv);
    const ci = argv.ci ?? detectCi(process.cwd());
    if (argv.baseline === true && argv.owner === undefined)
      throw new CliError('--baseline needs --owner: somebody has to answer for what is waived.');
    if (argv.baseline === true && target === undefined) throw new CliError('--baseline needs a target to audit.');
    const files = target === undefined ? [] : ciFiles(ci, target, process.cwd());
    refuseOverwriting([configFile([]), ...files], argv);
    const waivers = argv.baseline === true ? await baseline(argv) : [];
    for (const file of [configFile(waivers), ...files]) write(file);
    process.stdout.write(`${nextSteps(target, ci, waivers).join('\n')}\n`);
    if (target !== undefined) await firstLock(argv);
  },
};
export default command;

/** Without a target only the configuration can be written: nothing is invented. */
function targetGiven(argv: Args): InitTarget | undefined {
  if (argv['mcp-config'] !== undefined) return { mcpConfig: argv['mcp-config'] };
  if (argv.target === undefined && argv['--'] === undefined) return undefined;
  const [named] = targetsOf(argv);
  if (named?.target.kind === 'stdio') return { command: [named.target.command, ...named.target.args] };
  return argv.target === undefined ? undefined : { url: argv.target };
}

function refuseOverwriting(files: readonly NewFile[], argv: Args): void {
  const there = files.map(({ path }) => path).filter((path) => existsSync(join(process.cwd(), path)));
  if (there.length > 0 && argv.force !== true)
    throw new CliError(`${there.join(', ')} is there already; --force overwrites it.`);
}

function write(file: NewFile): void {
  const path = join(process.cwd(), file.path);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeOwn(path, file.text);
    if (file.mode !== undefined) chmodSync(path, file.mode);
  } catch (error) {
    throw new CliError(`${file.path} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** The first lock, where there is none: what the servers say of themselves today, for people to review. */
async function firstLock(argv: Args): Promise<void> {
  if (argv['no-lock'] === true || existsSync(LOCK_FILE)) return;
  let lock: Awaited<ReturnType<typeof loadLock>>;
  for (const named of targetsOf(argv)) {
    const accepted = await accept(named.target, { probes: false }, lock, named.name);
    if ('report' in accepted) {
      const problem = connectProblem(accepted.report, named.target)?.line ?? 'it could not be listed.';
      process.stderr.write(`assay: no lock was written: ${problem} Later: assay drift accept.\n`);
      return;
    }
    lock = accepted.lock;
  }
  if (lock === undefined) return;
  await saveLock(LOCK_FILE, lock);
  process.stdout.write(`Wrote ${LOCK_FILE}: review and commit it; assay drift check compares with it.\n`);
}

/** Every finding of today as a waiver of its own, so that a new finding of the same rule still fails. */
async function baseline(argv: Args): Promise<Waiver[]> {
  const options = optionsFrom(argv, EMPTY_CONFIG, ruleIds());
  const keys = interruptible();
  const until = new Date(Date.now() + argv.days * 86_400_000).toISOString().slice(0, 10);
  const reason = `found when Assay was adopted on ${new Date().toISOString().slice(0, 10)}`;
  const waivers = new Map<string, Waiver>();
  try {
    for (const { target } of targetsOf(argv)) {
      const shown = progress({ stream: process.stderr, quiet: argv.quiet === true });
      const report = await audit(target, { ...options, signal: keys.signal, onEvent: shown.onEvent }).finally(
        shown.end,
      );
      const problem = connectProblem(report, target);
      if (problem !== undefined) throw new CliError(problem.line, { code: EXIT.unjudged });
      if (report.exitCode > EXIT.failed)
        throw new CliError('the audit did not finish, so there is no baseline.', { code: report.exitCode });
      for (const { rule, outcome, findings } of issuesOf(report.results))
        if (outcome !== 'error' && rule.level !== 'advice')
          for (const { finding } of findings)
            waivers.set(finding.key, { rule: rule.id, finding: finding.key, reason, owner: argv.owner ?? '', until });
    }
  } finally {
    keys.stop();
  }
  return [...waivers.values()].toSorted((a, b) => (a.finding ?? '').localeCompare(b.finding ?? '', 'en'));
}

function nextSteps(target: InitTarget | undefined, ci: CiKind, waivers: readonly Waiver[]): string[] {
  const lines = ['Wrote assay.config.yaml.'];
  if (waivers.length > 0)
    lines.push(`It waives ${plural(waivers.length, 'finding')} until ${waivers[0]?.until}; new ones fail.`);
  if (target === undefined)
    lines.push('For a CI step give the target too: assay init -- <program>, or assay init <url>.');
  else if (ci === 'github') lines.push('Wrote .github/workflows/assay.yml and the action it uses: commit both.');
  else if (ci === 'gitlab')
    lines.push(
      'Wrote the GitLab job; where .gitlab-ci.yml was there already, include it as .gitlab/assay-include.yml shows.',
    );
  else if (ci === 'pre-commit')
    lines.push('Wrote .pre-commit-config.yaml, or see ci/pre-commit in the package for the hook to add.');
  return lines;
}
