// `assay drift check`: what changed since the lock was accepted, and servers that show two faces: to another client
// name, after a call, in another era, on a replica (--replica), to another caller of the configuration.

import type { Argv, CommandModule } from 'yargs';
import { checkDrift } from '../../runner/drift/check.ts';
import { LOCK_FILE, loadLock, verify } from '../../runner/drift/lock-file.ts';
import { auditOptions } from '../audit-options.ts';
import { CliError } from '../exit.ts';
import { type CommandArgs, prepare, runAudits } from '../run-audits.ts';
import { targetOptions } from '../target-options.ts';

interface Args extends CommandArgs {
  readonly lock: string;
  readonly name?: string;
  readonly 'verify-key'?: string;
}

const command: CommandModule = {
  command: 'drift check [target]',
  describe: 'Compare servers with the lock, and look for servers with two faces',
  builder: (argv) =>
    lockOptions(auditOptions(targetOptions(argv as Argv<object>), { suites: false })).option('verify-key', {
      type: 'string',
      requiresArg: true,
      describe: 'Public key (PEM or JWK): the lock must be signed with its private half',
    }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const prepared = prepare(argv, ['drift']);
    const lock = loadLock(argv.lock);
    if (lock === undefined)
      throw new CliError(`there is no ${argv.lock}; write it with assay drift accept, review it and commit it.`);
    if (argv['verify-key'] !== undefined) await verify(lock, argv.lock, argv['verify-key']);
    await runAudits({
      ...prepared,
      audit: async (named, options) => {
        const key = argv.name ?? named.name;
        return (await checkDrift(named.target, lock, options, key, prepared.config.callers)).report;
      },
    });
  },
};
export default command;

/** Where the lock is and what the server is called in it; the same for accepting and checking. */
export function lockOptions<T>(argv: Argv<T>): Argv<T> {
  return argv
    .option('lock', { type: 'string', requiresArg: true, default: LOCK_FILE, describe: 'The lock file' })
    .option('name', {
      type: 'string',
      requiresArg: true,
      describe: "The server's key in the lock; default its name in the client file, else the name it gives itself",
    }) as unknown as Argv<T>;
}
