// `assay drift accept`: writes what servers say of themselves into the lock, for people to review and commit.

import type { Argv, CommandModule } from 'yargs';
import { accept } from '../../runner/drift/accept.ts';
import { loadForAccepting, refuseDamage, saveLock, signatureFile } from '../../runner/drift/lock-file.ts';
import { auditOptions } from '../audit-options.ts';
import { connectProblem } from '../connect-problem.ts';
import { CliError, EXIT } from '../exit.ts';
import { type CommandArgs, prepare } from '../run-audits.ts';
import { targetOptions } from '../target-options.ts';
import { lockOptions } from './drift-check.ts';

interface Args extends CommandArgs {
  readonly lock: string;
  readonly name?: string;
  readonly 'sign-key'?: string;
}

const command: CommandModule = {
  command: 'drift accept [target]',
  describe: 'Write what servers say of themselves into the lock',
  builder: (argv) =>
    lockOptions(auditOptions(targetOptions(argv as Argv<object>), { suites: false })).option('sign-key', {
      type: 'string',
      requiresArg: true,
      describe: 'Private key (PEM or JWK) to sign the lock with, into <lock>.jws',
    }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const { targets, options } = prepare(argv, ['drift']);
    if (argv.name !== undefined && targets.length > 1)
      throw new CliError(`--name is for one server and there are ${targets.length}: choose one with --server.`);
    const loaded = loadForAccepting(argv.lock);
    let lock = loaded?.lock;
    const keys: string[] = [];
    for (const named of targets) {
      const accepted = await accept(named.target, options, lock, argv.name ?? named.name);
      if ('report' in accepted) {
        const problem = connectProblem(accepted.report, named.target);
        const detail =
          problem === undefined || problem.stderr.length === 0 ? {} : { detail: problem.stderr.join('\n') };
        throw new CliError(`nothing was accepted: ${problem?.line ?? 'the target could not be listed.'}`, {
          code: EXIT.unjudged,
          ...detail,
        });
      }
      lock = accepted.lock;
      keys.push(accepted.key);
      process.stdout.write(`${accepted.told}\n`);
    }
    if (lock === undefined) return;
    refuseDamage(argv.lock, loaded?.damaged ?? {}, keys);
    await saveLock(argv.lock, lock, argv['sign-key']);
    const signed = argv['sign-key'] === undefined ? '' : `, signed in ${signatureFile(argv.lock)}`;
    process.stdout.write(`Written to ${argv.lock}${signed}. Review the difference and commit it.\n`);
  },
};
export default command;
