// `assay judge`: recorded evidence, judged again by the rules of today, touching nothing.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { judgeEvidence } from '../../runner/api.ts';
import { ruleIds } from '../../runner/engine/catalog.ts';
import { type AuditArgs, auditOptions, configFor, optionsFrom } from '../audit-options.ts';
import { CliError } from '../exit.ts';
import { checkWritable, outputsOf } from '../outputs.ts';
import { finish } from '../run-audits.ts';

interface Args extends AuditArgs {
  readonly evidence: string;
}

const command: CommandModule = {
  command: 'judge <evidence>',
  describe: 'Judge recorded evidence again, touching nothing',
  builder: (argv: Argv) =>
    auditOptions(argv, { suites: true })
      .positional('evidence', { type: 'string', demandOption: true, describe: 'Directory written by --evidence' })
      .hide('revision')
      .hide('calls')
      .hide('timeout')
      .hide('budget')
      .hide('seed')
      .hide('passive')
      .hide('dry-run'),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const outputs = outputsOf(argv.report ?? []);
    const config = configFor(argv);
    const { evidence: _ours, ...options } = optionsFrom(argv, config, ruleIds());
    checkWritable(outputs, 1);
    if (!existsSync(join(argv.evidence, 'recording.ndjson')))
      throw new CliError(
        `${argv.evidence}: there is no recording.ndjson in it; audit with --evidence ${argv.evidence} first.`,
      );
    const report = await judgeEvidence(argv.evidence, options);
    process.exitCode = await finish({ argv, config, options, outputs, targets: [], fleet: false }, report);
  },
};
export default command;
