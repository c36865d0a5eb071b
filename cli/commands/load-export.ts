// `assay load export`: the scenario as a script for an engine that runs on more than one machine.

import type { Argv, CommandModule } from 'yargs';
import { exportPlan } from '../../runner/load/export-plan.ts';
import { k6Script } from '../../runner/load/export-k6.ts';
import { locustfile } from '../../runner/load/export-locust.ts';
import { NotYours } from '../../runner/load/guard.ts';
import { Unready } from '../../runner/load/prepare.ts';
import { auditOptions, once } from '../audit-options.ts';
import { CliError, EXIT } from '../exit.ts';
import { type LoadArgs, loadOptionsFrom, scenarioOptions } from '../load-options.ts';
import { type CommandArgs, prepare } from '../run-audits.ts';
import { targetOptions } from '../target-options.ts';
import { writeOwn } from '../../runner/own-file.ts';

interface Args extends CommandArgs, Omit<LoadArgs, 'engine'> {
  readonly engine: 'locust' | 'k6';
  readonly out: string;
}

const command: CommandModule = {
  command: 'load export [target]',
  describe: 'Write the scenario as a script for Locust or k6',
  builder: (argv) =>
    scenarioOptions(auditOptions(targetOptions(argv as Argv<object>), { suites: false }))
      .option('engine', { choices: ['locust', 'k6'] as const, demandOption: true, describe: 'Which engine runs it' })
      .option('out', {
        type: 'string',
        requiresArg: true,
        default: '-',
        describe: 'File; - is stdout',
        coerce: once('out'),
      }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const { targets, options } = prepare(argv, ['load']);
    const [named] = targets;
    if (named === undefined || targets.length > 1 || named.target.kind !== 'http')
      throw new CliError('load export takes one target with a url.');
    const { engine, ...rest } = argv;
    const script = await write(engine, named.target, loadOptionsFrom(rest, options));
    if (argv.out === '-') process.stdout.write(script);
    else writeOwn(argv.out, script);
  },
};

async function write(
  engine: Args['engine'],
  target: Parameters<typeof exportPlan>[0],
  options: Parameters<typeof exportPlan>[1],
): Promise<string> {
  try {
    const plan = await exportPlan(target, options);
    return engine === 'k6' ? k6Script(plan) : locustfile(plan);
  } catch (error) {
    if (error instanceof NotYours) throw new CliError(`${error.message}.`);
    if (error instanceof Unready) throw new CliError(`${error.message}.`, { code: EXIT.unjudged });
    throw error;
  }
}
export default command;
