// `assay fuzz`: calls made from each tool's schema, and what they break.

import type { CommandModule } from 'yargs';
import type { AuditOptions } from '../../runner/options.ts';
import { numeric } from '../audit-options.ts';
import type { CommandArgs } from '../run-audits.ts';
import { suiteCommand } from '../suite-command.ts';

type FuzzArgs = CommandArgs & { readonly cases?: number; readonly lanes?: number };

function fuzzOptions(argv: FuzzArgs): Partial<AuditOptions> {
  const { cases, lanes } = argv;
  return { fuzz: { ...(cases === undefined ? {} : { cases }), ...(lanes === undefined ? {} : { lanes }) } };
}

const command: CommandModule = suiteCommand({
  name: 'fuzz',
  describe: 'Calls made from each tool’s schema: crashes, hangs, leaks, forbidden input accepted',
  suites: ['fuzz'],
  builder: (argv) =>
    argv
      .option('cases', {
        type: 'string',
        requiresArg: true,
        group: 'Fuzz:',
        describe: 'Calls for each tool (400)',
        coerce: numeric('cases', 1, true),
      })
      .option('lanes', {
        type: 'string',
        requiresArg: true,
        group: 'Fuzz:',
        describe: 'Processes at the same time, on stdio (2)',
        coerce: numeric('lanes', 1, true),
      }) as unknown as typeof argv,
  options: (argv) => fuzzOptions(argv as unknown as FuzzArgs),
  dryRun: async (prepared) => {
    const { printFuzzPlan } = await import('../fuzz-plan.ts');
    await printFuzzPlan(prepared);
  },
});

export default command;
