// `assay dlp`: what leaves a target that should stay with it: credentials, personal data, internals, planted canaries.

import type { Argv, CommandModule } from 'yargs';
import type { AuditOptions } from '../../runner/options.ts';
import { auditOptions } from '../audit-options.ts';
import { runThrough, throughOptions, type ThroughArgs } from '../dlp-through.ts';
import { CliError } from '../exit.ts';
import { type CommandArgs, prepare, runAudits } from '../run-audits.ts';
import { targetOptions } from '../target-options.ts';

export type DlpArgs = CommandArgs &
  ThroughArgs & {
    readonly plant?: NonNullable<AuditOptions['plant']>;
    readonly names?: boolean;
  };

const command: CommandModule = {
  command: 'dlp [target]',
  describe: 'Credentials, personal data, internals and planted canaries in anything the target sends',
  builder: (argv) =>
    throughOptions(dlpOptions(auditOptions(targetOptions(argv as Argv<object>), { suites: false })))
      .example('assay dlp -- node dist/server.js', 'a stdio server, with canaries around it')
      .example('assay dlp --calls all http://127.0.0.1:3000/mcp', 'a server made to be tested'),
  handler: async (given) => {
    const argv = given as unknown as DlpArgs;
    if (argv.through !== undefined) return runThrough({ ...argv, through: argv.through });
    if (argv.upstream !== undefined || argv.corpus !== undefined)
      throw new CliError('--upstream and --corpus belong to --through <url of the gateway>.');
    const prepared = prepare(argv, ['dlp']);
    await runAudits({ ...prepared, options: { ...prepared.options, ...dlpOptionsFrom(argv) } });
  },
};
export default command;

/** Options that only this suite has. */
export function dlpOptions<T>(argv: Argv<T>): Argv<T> {
  const group = 'Leaks:';
  return argv
    .option('plant', {
      type: 'string',
      requiresArg: true,
      group,
      choices: ['none', 'environment', 'all'],
      describe: 'Where fake secrets are planted around a program: all is also its home and working directory (all)',
    })
    .option('names', { type: 'boolean', group, describe: 'Look for names of people too' }) as unknown as Argv<T>;
}

export function dlpOptionsFrom(argv: DlpArgs): Pick<AuditOptions, 'plant' | 'names'> {
  return { plant: argv.plant ?? 'all', ...(argv.names === true ? { names: true } : {}) };
}
