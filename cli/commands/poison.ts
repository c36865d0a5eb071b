// `assay poison`: every text that a target puts before a model, and names that collide between the servers of a client.

import type { Argv, CommandModule } from 'yargs';
import { auditFleet } from '../../runner/poison/fleet.ts';
import { auditOptions } from '../audit-options.ts';
import { type CommandArgs, prepare, runAudits } from '../run-audits.ts';
import { targetOptions } from '../target-options.ts';

const command: CommandModule = {
  command: 'poison [target]',
  describe: 'Descriptions, names and answers that work on the model instead of informing it',
  builder: (argv) =>
    auditOptions(targetOptions(argv as Argv<object>), { suites: false }).example(
      'assay poison --mcp-config ~/.cursor/mcp.json',
      'all servers of a client, and names that collide between them',
    ),
  handler: async (argv) => {
    const prepared = prepare(argv as unknown as CommandArgs, ['poison']);
    const fleet = auditFleet();
    await runAudits({ ...prepared, audit: (named, options) => fleet(named.name ?? '', named.target, options) });
  },
};
export default command;
