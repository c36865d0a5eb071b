// `assay replay <report>#<finding key>`: sends the exchange of a finding again and judges it again.

import type { Argv, CommandModule } from 'yargs';
import type { Target } from '../../runner/target.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { didYouMean } from '../../runner/config/nearest.ts';
import { auditOptions } from '../audit-options.ts';
import { connectProblem } from '../connect-problem.ts';
import { CliError, EXIT } from '../exit.ts';
import { readReport } from '../report-file.ts';
import { prepare, type CommandArgs } from '../run-audits.ts';
import { targetOptions } from '../target-options.ts';

interface Args extends CommandArgs {
  readonly finding: string;
  readonly as?: 'curl' | 'contract' | 'message';
}

const command: CommandModule = {
  command: 'replay <finding> [target]',
  describe: 'Send the exchange of a finding again and judge it again',
  builder: (argv) =>
    auditOptions(targetOptions(argv as Argv<object>), { suites: false })
      .positional('finding', { type: 'string', demandOption: true, describe: '<report>#<finding key>' })
      .option('as', {
        type: 'string',
        choices: ['curl', 'contract', 'message'],
        requiresArg: true,
        describe: 'Print it instead: a curl line, a contract case, the message',
      })
      .hide('revision')
      .hide('rule')
      .hide('shard')
      .hide('passive'),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const { file, key } = split(argv.finding);
    const report = readReport(file);
    const { findFinding, findingKeys, replay, cameAgain } = await import('../../runner/fuzz/replay.ts');
    const found = findFinding(report, key);
    if (found === undefined) {
      const keys = findingKeys(report);
      throw new CliError(
        `${file} has no finding "${key}".${didYouMean(key, keys)}${keys.length === 0 ? ' It has none at all.' : ''}`,
      );
    }
    const asked = argv['--'] !== undefined || argv.target !== undefined || argv['mcp-config'] !== undefined;
    const prepared = prepare(asked ? argv : { ...argv, ...targetArgsOf(report) }, [found.result.suite]);
    const named = prepared.targets[0];
    if (named === undefined || prepared.targets.length > 1)
      throw new CliError('a finding is replayed against one server: choose it with --server.');
    if (argv.as !== undefined) return print(argv.as, report, found, named.target);
    if (argv['dry-run'] === true) return print('message', report, found, named.target);
    const again = await replay(report, found, named.target, prepared.options);
    const problem = connectProblem(again, named.target);
    if (problem !== undefined) throw new CliError(problem.line, { code: EXIT.unjudged });
    const { finish } = await import('../run-audits.ts');
    await finish(prepared, again);
    process.exitCode = say(again, found.finding.key, cameAgain(again, found));
  },
};
export default command;

function split(text: string): { readonly file: string; readonly key: string } {
  const at = text.indexOf('#');
  if (at < 1 || at === text.length - 1)
    throw new CliError(
      `<report>#<finding key> is expected, for instance report.json#fuzz/tools/survives:echo.error, not "${text}".`,
    );
  return { file: text.slice(0, at), key: text.slice(at + 1) };
}

/** The target as the report names it; a label in which something was masked is no target. */
function targetArgsOf({ target }: Report): Partial<CommandArgs> {
  if (target.label.includes('***') || target.label === 'streams')
    throw new CliError(
      'the report does not tell the whole target: name it again, as for the run that wrote the report.',
    );
  return target.kind === 'http' ? { target: target.label } : { '--': target.label.split(' ') };
}

function say(again: Report, key: string, came: boolean): number {
  const judged = again.results.some(({ outcome }) => outcome !== 'skip' && outcome !== 'error');
  const line = came ? 'it is still there' : judged ? 'it did not come again' : 'it could not be judged';
  process.stderr.write(`assay: ${key}: ${line}\n`);
  return came ? EXIT.failed : judged ? EXIT.ok : EXIT.unjudged;
}

type Replayed = NonNullable<ReturnType<(typeof import('../../runner/fuzz/replay.ts'))['findFinding']>>;

async function print(as: NonNullable<Args['as']>, report: Report, found: Replayed, target: Target): Promise<void> {
  const { contractCase, curlLine, sentMessage } = await import('../../runner/fuzz/replay.ts');
  if (as === 'curl' && target.kind !== 'http')
    throw new CliError('a curl line is for targets with a url; --as message prints what a program is sent.');
  const text =
    as === 'curl' && target.kind === 'http'
      ? curlLine(report, found, target)
      : as === 'contract'
        ? contractCase(report, found)?.trimEnd()
        : JSON.stringify(sentMessage(report, found.finding));
  if (text === undefined)
    throw new CliError('the report does not hold the message of this finding, or not all of it.', {
      code: EXIT.unjudged,
    });
  process.stdout.write(`${text}\n`);
}
