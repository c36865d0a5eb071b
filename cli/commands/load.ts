// `assay load`: how much a target bears, how fast, and whether every answer stays right under load.

import type { Argv, CommandModule } from 'yargs';
import { load } from '../../runner/load/run.ts';
import { NotYours } from '../../runner/load/guard.ts';
import { auditOptions } from '../audit-options.ts';
import { CliError } from '../exit.ts';
import { type LoadArgs, loadOptions, loadOptionsFrom } from '../load-options.ts';
import { type CommandArgs, prepare, runAudits } from '../run-audits.ts';
import { targetOptions } from '../target-options.ts';

const command: CommandModule = {
  command: 'load [target]',
  describe: 'Latency, throughput, limits and right answers under load',
  builder: (argv) =>
    loadOptions(auditOptions(targetOptions(argv as Argv<object>), { suites: false }))
      .example('assay load http://127.0.0.1:3000/mcp --rate 200 --threshold "p99<250"', 'open loop, gated')
      .example('assay load http://127.0.0.1:3000/mcp --ramp 50-2000', 'where it stops keeping up')
      .example('assay load --users 20 --duration 60 -- node server.js', 'a stdio server, memory watched'),
  handler: async (given) => {
    const argv = given as unknown as CommandArgs & LoadArgs;
    const prepared = prepare(argv, ['load']);
    const own = loadOptionsFrom(argv, prepared.options);
    await runAudits({
      ...prepared,
      audit: async ({ target }, options) => {
        if (target.kind === 'streams') throw new CliError('streams cannot be loaded.');
        const watching = {
          ...(options.signal === undefined ? {} : { signal: options.signal }),
          ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
        };
        const direct = target.kind === 'http' && own.direct === undefined ? target.replicas?.[0] : undefined;
        try {
          return await load(target, { ...own, ...watching, ...(direct === undefined ? {} : { direct }) });
        } catch (error) {
          if (error instanceof NotYours) throw new CliError(`${error.message}.`);
          throw error;
        }
      },
    });
  },
};
export default command;
