// `assay report render`: a JSON report in another format, on stdout or into a file.

import type { Argv, CommandModule } from 'yargs';
import { terminal } from '../../reporters/terminal.ts';
import { type AuditArgs, once, outputOptions } from '../audit-options.ts';
import { checkWritable, formats, knownFormat, render } from '../outputs.ts';
import { readReport } from '../report-file.ts';
import { colourOn } from '../run-audits.ts';
import { writeOwn } from '../../runner/own-file.ts';

interface Args extends Pick<AuditArgs, 'verbose' | 'no-color'> {
  readonly report: string;
  readonly to: string;
  readonly out?: string;
  readonly base?: string;
  readonly 'fail-on'?: 'fail' | 'warn' | 'never';
}

const command: CommandModule = {
  command: 'report render <report>',
  describe: 'Turn a JSON report into another format',
  builder: (argv: Argv) =>
    outputOptions(argv)
      .positional('report', { type: 'string', demandOption: true, describe: 'JSON report; - is stdin' })
      .option('to', {
        type: 'string',
        requiresArg: true,
        default: 'terminal',
        describe: `Format: ${formats().join(', ')}`,
        coerce: once('to'),
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'File to write; default stdout',
        coerce: once('out'),
      })
      .option('base', {
        type: 'string',
        requiresArg: true,
        describe: 'JSON report to tell changes against (markdown)',
        coerce: once('base'),
      })
      .option('fail-on', {
        type: 'string',
        requiresArg: true,
        choices: ['fail', 'warn', 'never'],
        describe: 'What counts as a failure (junit)',
      }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    knownFormat(argv.to);
    if (argv.out !== undefined) checkWritable([{ format: argv.to, path: argv.out }], 1);
    const report = readReport(argv.report);
    const base = argv.base === undefined ? undefined : readReport(argv.base);
    const text =
      argv.to === 'terminal'
        ? terminal(report, {
            colour: argv.out === undefined && colourOn(argv, process.stdout),
            columns: process.stdout.isTTY && argv.out === undefined ? process.stdout.columns : 80,
            verbose: argv.verbose === true,
            ...(argv.report === '-' ? {} : { replayFrom: argv.report }),
          })
        : await render(report, argv.to, {
            ...(base === undefined ? {} : { base }),
            ...(argv['fail-on'] === undefined ? {} : { failOn: argv['fail-on'] }),
          });
    if (argv.out === undefined || argv.out === '-') process.stdout.write(text);
    else writeOwn(argv.out, text);
  },
};
export default command;
