// `assay contract init`: a first contract, drafted from what a server lists; no tool is called.

import { existsSync } from 'node:fs';
import type { Argv, CommandModule } from 'yargs';
import { once } from '../audit-options.ts';
import { CliError, EXIT } from '../exit.ts';
import { type TargetArgs, targetOptions, targetsOf } from '../target-options.ts';
import { writeOwn } from '../../runner/own-file.ts';

interface Args extends TargetArgs {
  readonly out?: string;
  readonly force?: boolean;
}

const command: CommandModule = {
  command: 'contract init [target]',
  describe: 'Draft a contract from what a server lists; no tool is called',
  builder: (argv) =>
    targetOptions(argv as Argv<object>)
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'File to write; default stdout',
        coerce: once('out'),
      })
      .option('force', { type: 'boolean', describe: 'Overwrite a file that is there' }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const [named, ...others] = targetsOf(argv);
    if (named === undefined || others.length > 0)
      throw new CliError('a contract is drafted from one server: choose it with --server.');
    if (argv.out !== undefined && argv.force !== true && existsSync(argv.out))
      throw new CliError(`${argv.out} is there already: name another file with --out, or use --force.`);
    const { recordingsOf } = await import('../../runner/fuzz/planned-calls.ts');
    const { draft } = await import('../../suites/contract/draft.ts');
    const { tools } = await import('../../suites/artifacts/tools.ts');
    const { viewsOf } = await import('../../runner/engine/views.ts');
    const { draftText } = await import('../../runner/contract/draft-file.ts');
    const { recordings, faults } = await recordingsOf(named.target, { calls: 'none' });
    const [recording] = recordings;
    if (recording === undefined)
      throw new CliError(faults[0]?.message.split('\n')[0] ?? 'the target could not be listed.', {
        code: EXIT.unjudged,
      });
    const listed = viewsOf(recording)(tools).items.map(({ value }) => value);
    if (listed.length === 0)
      throw new CliError('the target lists no tools: there is nothing to draft.', { code: EXIT.unjudged });
    const text = draftText(draft(listed));
    if (argv.out === undefined) process.stdout.write(text);
    else writeOwn(argv.out, text);
  },
};
export default command;
