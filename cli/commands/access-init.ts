// `assay access init`: drafts the `access:` part of a configuration from what each caller is seen to have.

import { existsSync } from 'node:fs';
import type { Argv, CommandModule } from 'yargs';
import { stringify } from 'yaml';
import { draftMatrix } from '../../reporters/access-matrix.ts';
import { audit } from '../../runner/api.ts';
import { writeOwn } from '../../runner/own-file.ts';
import { auditOptions } from '../audit-options.ts';
import { CliError, EXIT } from '../exit.ts';
import { type CommandArgs, prepare } from '../run-audits.ts';
import { targetOptions } from '../target-options.ts';

interface InitArgs {
  readonly out?: string;
}

const command: CommandModule = {
  command: 'init [target]',
  describe: 'Draft the access matrix from what each caller is seen to have',
  builder: (argv) =>
    auditOptions(targetOptions(argv as Argv<object>), { suites: false }).option('out', {
      type: 'string',
      requiresArg: true,
      group: 'Access:',
      describe: 'Write it into this new file; default stdout',
    }),
  handler: async (given) => {
    const argv = given as unknown as CommandArgs & InitArgs;
    const prepared = prepare(argv, ['access']);
    const [named] = prepared.targets;
    if (prepared.options.callers === undefined)
      throw new CliError('access init speaks as several callers: name them under callers: in the configuration.');
    if (named === undefined || prepared.fleet)
      throw new CliError('access init drafts for one server: name it with --server.');
    if (argv.out !== undefined && existsSync(argv.out)) throw new CliError(`--out: ${argv.out} exists already.`);
    const { access: _, ...options } = prepared.options;
    const report = await audit(named.target, { ...options, rules: ['access/callers/'] });
    if (report.measures['access'] === undefined) {
      process.stderr.write(`assay: ${report.faults.map(({ message }) => message).join('; ') || 'nothing was seen'}\n`);
      process.exitCode = EXIT.unjudged;
      return;
    }
    const text = `${HEAD}${stringify({ access: draftMatrix(report) }, { lineWidth: 0 })}`;
    if (argv.out === undefined) process.stdout.write(text);
    else {
      writeOwn(argv.out, text);
      process.stderr.write(
        `${argv.out} says what was seen: read it line by line before it becomes what is expected.\n`,
      );
    }
  },
};
export default command;

const HEAD = `# Drafted by assay access init from what each caller was shown and could do.
# It says what is, not what should be: read every line, then move it into assay.config.yaml.
`;
