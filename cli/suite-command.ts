// A command for one suite: the options of every audit, and those that only this suite has.

import type { Argv, CommandModule } from 'yargs';
import { auditOptions } from './audit-options.ts';
import { type CommandArgs, prepare, type Prepared, runAudits } from './run-audits.ts';
import { targetOptions } from './target-options.ts';
import type { AuditOptions } from '../runner/options.ts';

export interface SuiteCommand {
  readonly name: string;
  readonly describe: string;
  /** Suites that run; `undefined` leaves the choice to `--suite` and the configuration. */
  readonly suites?: readonly string[];
  /** Options of this suite alone. */
  readonly builder?: (argv: Argv<CommandArgs>) => Argv<CommandArgs>;
  /** What they mean for the audit. */
  readonly options?: (argv: CommandArgs & Readonly<Record<string, unknown>>) => Partial<AuditOptions>;
  /** What is done instead of a plain audit of each target. */
  readonly audit?: (prepared: Prepared) => Promise<Prepared['audit']>;
  /** Prints what would be done, where the plan of the rules does not say enough. */
  readonly dryRun?: (prepared: Prepared) => Promise<void>;
}

export function suiteCommand(definition: SuiteCommand): CommandModule {
  const { name, describe, suites } = definition;
  return {
    command: `${name} [target]`,
    describe,
    builder: (argv) => {
      const withTarget = targetOptions(argv as Argv<object>);
      const complete = auditOptions(withTarget, { suites: suites === undefined }) as unknown as Argv<CommandArgs>;
      return definition.builder?.(complete) ?? complete;
    },
    handler: async (argv) => {
      const args = argv as unknown as CommandArgs & Readonly<Record<string, unknown>>;
      const prepared = prepare(args, suites);
      const extra = definition.options?.(args) ?? {};
      const complete = { ...prepared, options: { ...prepared.options, ...extra } };
      if (args['dry-run'] === true && definition.dryRun !== undefined) return definition.dryRun(complete);
      const own = await definition.audit?.(complete);
      await runAudits(own === undefined ? complete : { ...complete, audit: own });
    },
  };
}
