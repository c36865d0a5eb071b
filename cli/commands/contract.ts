// `assay contract`: what the tools promise in their schemas, and in contract files, held against what they do.

import { resolve } from 'node:path';
import type { CommandModule } from 'yargs';
import { EXIT } from '../exit.ts';
import { prepare, runAudits, type CommandArgs } from '../run-audits.ts';
import { auditOptions } from '../audit-options.ts';
import { targetOptions } from '../target-options.ts';
import { CliError } from '../exit.ts';

interface Args extends CommandArgs {
  readonly file?: readonly string[];
  readonly 'update-snapshots'?: boolean;
  readonly 'files-only'?: boolean;
}

const GROUP = 'Contract:';

const command: CommandModule = {
  command: 'contract [target]',
  describe: 'What tools promise in their schemas and in contract files',
  builder: (argv) =>
    auditOptions(targetOptions(argv), { suites: false })
      .option('file', {
        type: 'array',
        string: true,
        requiresArg: true,
        group: GROUP,
        describe: 'Contract file, YAML or JSON; repeatable (else `contracts` of the configuration)',
      })
      .option('update-snapshots', { type: 'boolean', group: GROUP, describe: 'Take every snapshot anew' })
      .option('files-only', { type: 'boolean', group: GROUP, describe: 'Leave out what is derived from schemas' })
      .example('assay contract init -- node server.js > tools.contract.yaml', 'a first draft'),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const prepared = prepare(argv, ['contract']);
    const { loadContract } = await import('../../runner/contract/load.ts');
    const { auditContracts } = await import('../../runner/contract/run.ts');
    const files = argv.file?.map((file) => resolve(file)) ?? prepared.config.contracts;
    if (argv['files-only'] === true && files.length === 0)
      throw new CliError(
        '--files-only, but no contract file was named: use --file, or `contracts` in the configuration.',
      );
    const contracts = files.map((file) => loadContract(file, process.env));
    const how = {
      contracts,
      update: argv['update-snapshots'] === true,
      frozen: process.env['CI'] !== undefined && argv['update-snapshots'] !== true,
      filesOnly: argv['files-only'] === true,
    };
    if (argv['dry-run'] === true) {
      const { printContractPlan } = await import('../contract-plan.ts');
      return printContractPlan(prepared, how);
    }
    await runAudits({ ...prepared, audit: (named, options) => auditContracts(named.target, options, how) });
    process.exitCode ??= EXIT.ok;
  },
};
export default command;
