// `assay load import`: the results of an engine that ran elsewhere, as a report of ours.

import type { Argv, CommandModule } from 'yargs';
import { importLocust } from '../../runner/load/import-locust.ts';
import { importedReport } from '../../runner/load/imported.ts';
import { parseThreshold } from '../../runner/load/threshold.ts';
import { auditOptions } from '../audit-options.ts';
import { CliError } from '../exit.ts';
import { type CommandArgs, deliver, prepare } from '../run-audits.ts';

interface Args extends CommandArgs {
  readonly results: string;
  readonly threshold?: readonly string[];
}

const command: CommandModule = {
  command: 'load import <results>',
  describe: 'Read the results of Locust back into a report',
  builder: (argv) =>
    auditOptions(argv as Argv<object>, { suites: false })
      .positional('results', { type: 'string', demandOption: true, describe: 'The …_stats.csv that --csv wrote' })
      .option('threshold', { type: 'array', string: true, requiresArg: true, describe: `'p99<200', 'errors<1%' …` }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const label = `Locust results ${argv.results}`;
    const url = 'http://127.0.0.1/';
    const prepared = prepare({ ...argv, target: url }, ['load']);
    try {
      argv.threshold?.forEach(parseThreshold);
      const { failOn } = prepared.options;
      const report = await importedReport(
        importLocust(argv.results),
        { engine: 'locust', label },
        {
          ...(argv.threshold === undefined ? {} : { thresholds: argv.threshold }),
          ...(failOn === undefined ? {} : { failOn }),
        },
      );
      process.exitCode = await deliver(prepared, { target: { kind: 'http', url, label } }, report);
    } catch (error) {
      if (error instanceof TypeError) throw new CliError(`${error.message}.`);
      throw error;
    }
  },
};
export default command;
