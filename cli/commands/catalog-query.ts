// `assay catalog query`: one question to a folder of records, one line as the answer.

import { readFileSync } from 'node:fs';
import type { Argv, CommandModule } from 'yargs';
import { answer, ask, owners, type Question, type Usage, unused } from '../../reporters/catalogue/query.ts';
import { usageOf } from '../../reporters/catalogue/usage.ts';
import { visible } from '../../reporters/visible.ts';
import { once } from '../audit-options.ts';
import { readRecords } from '../catalogue-folder.ts';
import { CliError } from '../exit.ts';

const ASKED = {
  scope: 'Servers and agents behind this credential scope',
  system: 'What reaches this system',
  owner: 'What this person or team owns',
  agent: 'What this agent uses',
  tool: 'Who offers this tool',
  risk: 'Servers with tools of this risk: read, write, destructive, unknown',
  data: 'Servers in whose results this class of data was seen',
  revision: 'Servers that speak this revision',
  lifecycle: 'active, deprecated or retired',
} as const;

interface Args extends Question {
  readonly folder: string;
  readonly owners?: boolean;
  readonly unused?: boolean;
  readonly usage?: readonly string[];
  readonly json?: boolean;
}

const command: CommandModule = {
  command: 'catalog query [folder]',
  describe: 'Ask a folder of records',
  builder: (argv: Argv) => {
    const base = argv.positional('folder', { type: 'string', default: 'catalog', describe: 'Folder of records' });
    for (const [name, describe] of Object.entries(ASKED))
      base.option(name, { type: 'string', requiresArg: true, describe, coerce: once(name) });
    return base
      .option('owners', { type: 'boolean', describe: 'Everybody with what they own' })
      .option('unused', { type: 'boolean', describe: 'What nobody calls; needs --usage' })
      .option('usage', {
        type: 'array',
        string: true,
        requiresArg: true,
        describe: 'Counts of assay record, or a log of calls',
      })
      .option('json', { type: 'boolean', describe: 'As JSON' });
  },
  handler: (given) => {
    const argv = given as unknown as Args;
    const records = readRecords(argv.folder);
    if (argv.unused === true)
      return print(
        argv,
        unused(records, usage(argv)),
        (found) =>
          `${found.id}: ${found.tools === undefined ? 'never called' : `never called: ${found.tools.join(', ')}`}`,
      );
    if (argv.owners === true) return print(argv, owners(records), ([owner, ids]) => `${owner}: ${ids.join(', ')}`);
    const question = Object.fromEntries(
      Object.keys(ASKED).flatMap((key) =>
        argv[key as keyof Question] === undefined ? [] : [[key, argv[key as keyof Question]]],
      ),
    ) as Question;
    const found = ask(records, question);
    if (argv.json === true) process.stdout.write(`${JSON.stringify(found, undefined, 2)}\n`);
    else process.stdout.write(`${visible(answer(found, question))}\n`);
  },
};
export default command;

function print<T>(argv: Args, rows: readonly T[], line: (row: T) => string): void {
  const text = argv.json === true ? [JSON.stringify(rows, undefined, 2)] : rows.map((row) => visible(line(row)));
  process.stdout.write(`${text.length === 0 ? 'nothing' : text.join('\n')}\n`);
}

function usage(argv: Args): Usage {
  if (argv.usage === undefined)
    throw new CliError('--unused needs --usage <file>: counts that assay record wrote, or a log of calls.');
  const parts = argv.usage.map((file) => {
    try {
      return usageOf(readFileSync(file, 'utf8'));
    } catch (error) {
      throw new CliError(`--usage: ${file}: ${(error as Error).message}.`);
    }
  });
  const sum: Record<string, Record<string, number>> = {};
  for (const part of parts)
    for (const [server, calls] of Object.entries(part))
      for (const [tool, count] of Object.entries(calls)) {
        const own = (sum[server] ??= {});
        own[tool] = (own[tool] ?? 0) + count;
      }
  return sum;
}
