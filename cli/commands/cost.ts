// `assay cost`: tokens of every tool, of a server and of all servers of a client, with budgets that gate.

import type { Argv, CommandModule } from 'yargs';
import { auditCost } from '../../runner/cost/audit.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { auditOptions, numeric } from '../audit-options.ts';
import { CliError, EXIT } from '../exit.ts';
import { type CommandArgs, prepare, runAudits } from '../run-audits.ts';
import { targetOptions } from '../target-options.ts';

interface Args extends CommandArgs {
  readonly 'max-tool'?: number;
  readonly 'max-server'?: number;
  readonly 'max-total'?: number;
}

const command: CommandModule = {
  command: 'cost [target]',
  describe: 'What the definitions of servers cost of a context, in tokens',
  builder: (argv) =>
    auditOptions(targetOptions(argv as Argv<object>), { suites: false })
      .option('max-tool', {
        type: 'string',
        requiresArg: true,
        describe: 'Tokens a tool may cost',
        coerce: numeric('max-tool', 1),
      })
      .option('max-server', {
        type: 'string',
        requiresArg: true,
        describe: 'Tokens a server may cost',
        coerce: numeric('max-server', 1),
      })
      .option('max-total', {
        type: 'string',
        requiresArg: true,
        describe: 'Tokens all servers together may cost',
        coerce: numeric('max-total', 1),
      }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const prepared = prepare(argv, ['cost']);
    const { budgets } = prepared.config;
    const perTool = argv['max-tool'] ?? budgetOf(budgets['tokensPerTool'], 'tokensPerTool');
    const perServer = argv['max-server'] ?? budgetOf(budgets['tokensPerServer'], 'tokensPerServer');
    const total = argv['max-total'] ?? budgetOf(budgets['tokensTotal'], 'tokensTotal');
    let sum = 0;
    await runAudits({
      ...prepared,
      audit: async ({ target }, options) => {
        const report = await auditCost(target, options, {
          ...(perTool === undefined ? {} : { tokensPerTool: perTool }),
          ...(perServer === undefined ? {} : { tokensPerServer: perServer }),
        });
        sum += tokensIn(report);
        return report;
      },
    });
    const said = argv.report?.some((one) => one.endsWith(':-')) === true ? process.stderr : process.stdout;
    if (prepared.targets.length > 1) said.write(`All servers together: ${sum} tokens (o200k)\n`);
    if (total === undefined || sum <= total) return;
    said.write(`assay: ${sum} tokens are more than the ${total} that all servers together may cost.\n`);
    process.exitCode ||= EXIT.failed;
  },
};
export default command;

/** @throws CliError */
function budgetOf(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value >= 1) return value;
  throw new CliError(`budgets.${name}: a number of tokens is expected.`);
}

function tokensIn(report: Report): number {
  const cost = report.measures['cost'];
  const total =
    typeof cost === 'object' && cost !== null && 'total' in cost
      ? (cost as { total?: { o200k?: unknown } }).total
      : undefined;
  return typeof total?.o200k === 'number' ? total.o200k : 0;
}
