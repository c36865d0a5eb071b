// `assay report merge`: shards of one audit become one report; reports of several servers become a table and a file each reads.

import type { Argv, CommandModule } from 'yargs';
import { fleetJson, fleetMarkdown, fleetTable } from '../../reporters/fleet.ts';
import { mergeReports } from '../../reporters/merge.ts';
import { terminal } from '../../reporters/terminal.ts';
import { type AuditArgs, outputOptions } from '../audit-options.ts';
import { CliError, worstExit } from '../exit.ts';
import { checkWritable, type Output, outputsOf, toStdout, writeOutputs } from '../outputs.ts';
import { readReport } from '../report-file.ts';
import { colourOn } from '../run-audits.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { writeOwn } from '../../runner/own-file.ts';

interface Args extends Pick<AuditArgs, 'verbose' | 'no-color'> {
  readonly reports: readonly string[];
  readonly report?: readonly string[];
}

const command: CommandModule = {
  command: 'report merge <reports..>',
  describe: 'Merge the reports of shards or of a fleet',
  builder: (argv: Argv) =>
    outputOptions(argv)
      .positional('reports', { type: 'string', array: true, demandOption: true, describe: 'JSON reports' })
      .option('report', {
        type: 'array',
        string: true,
        requiresArg: true,
        describe: '<format>:<path>, - is stdout; repeatable; of several servers: json, markdown',
      }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const outputs = outputsOf(argv.report ?? []);
    checkWritable(outputs, 1);
    const reports = argv.reports.map(readReport);
    process.exitCode = worstExit(reports.map(({ exitCode }) => exitCode));
    const targets = new Map<string, Report[]>();
    for (const report of reports) {
      const name = `${report.target.kind} ${report.target.label}`;
      targets.set(name, [...(targets.get(name) ?? []), report]);
    }
    const merged = [...targets.values()].map(mergeReports);
    const [only] = merged;
    if (only !== undefined && merged.length === 1) return oneTarget(only, argv, outputs);
    fleet(merged, outputs);
  },
};
export default command;

async function oneTarget(merged: Report, argv: Args, outputs: readonly Output[]): Promise<void> {
  if (!outputs.some(toStdout))
    process.stdout.write(
      terminal(merged, {
        colour: colourOn(argv, process.stdout),
        columns: process.stdout.isTTY ? process.stdout.columns : 80,
        verbose: argv.verbose === true,
      }),
    );
  for (const failure of await writeOutputs(merged, outputs)) throw new CliError(failure, { code: 4 });
}

function fleet(reports: readonly Report[], outputs: readonly Output[]): void {
  const named = reports.map((report) => ({ name: report.target.label, report }));
  const forms: Readonly<Record<string, () => string>> = {
    json: () => fleetJson(named),
    markdown: () => fleetMarkdown(named),
    terminal: () => fleetTable(named),
  };
  for (const output of outputs) {
    const form = forms[output.format];
    if (form === undefined)
      throw new CliError(
        `reports of several servers merge to ${Object.keys(forms).join(', ')}, not to ${output.format}.`,
      );
    if (toStdout(output)) process.stdout.write(form());
    else writeOwn(output.path, form());
  }
  if (!outputs.some(toStdout))
    process.stdout.write(fleetTable(named, { columns: process.stdout.isTTY ? process.stdout.columns : 80 }));
}
