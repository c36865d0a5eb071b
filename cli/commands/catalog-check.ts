// `assay catalog check`: records that are stale, unaudited, drifted, ownerless or retired; and a server.json held
// against the live server.

import { readFileSync } from 'node:fs';
import type { Argv, CommandModule } from 'yargs';
import { checkRecords } from '../../reporters/catalogue/check.ts';
import { visible } from '../../reporters/visible.ts';
import { numeric, once } from '../audit-options.ts';
import { digestOf, readRecords } from '../catalogue-folder.ts';
import { CliError, EXIT } from '../exit.ts';
import { type TargetArgs, targetOptions, targetsOf } from '../target-options.ts';

interface Args extends TargetArgs {
  readonly folder: string;
  readonly 'max-age': number;
  readonly 'server-json'?: string;
  readonly json?: boolean;
}

const command: CommandModule = {
  command: 'catalog check [target]',
  describe: 'Find stale, drifted and ownerless records',
  builder: (argv: Argv) =>
    targetOptions(argv)
      .option('folder', {
        type: 'string',
        requiresArg: true,
        default: 'catalog',
        describe: 'Folder of records',
        coerce: once('folder'),
      })
      .option('max-age', {
        type: 'string',
        requiresArg: true,
        default: '30',
        describe: 'Days after which an audit is stale',
        coerce: numeric('max-age', 0),
      })
      .option('server-json', {
        type: 'string',
        requiresArg: true,
        describe: 'Hold this server.json against the target',
        coerce: once('server-json'),
      })
      .option('json', { type: 'boolean', describe: 'As JSON' }) as unknown as Argv,
  handler: async (given) => {
    const argv = given as unknown as Args;
    const problems =
      argv['server-json'] === undefined ? folderProblems(argv) : await serverJsonProblems(argv['server-json'], argv);
    const text = argv.json === true ? JSON.stringify(problems, undefined, 2) : lines(problems);
    process.stdout.write(`${text}\n`);
    process.exitCode = problems.length > 0 ? EXIT.failed : EXIT.ok;
  },
};
export default command;

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly note: string;
}

const lines = (problems: readonly Told[]): string =>
  problems.length === 0
    ? 'No complaints.'
    : problems.map(({ id, kind, note }) => visible(`${kind.padEnd(10)} ${id}: ${note}`)).join('\n');

/** `catalog check records/` names the folder, since a folder is no target. */
function folderProblems(argv: Args): Told[] {
  const folder = argv.target !== undefined && !/^https?:/i.test(argv.target) ? argv.target : argv.folder;
  return checkRecords(readRecords(folder), { now: new Date().toISOString(), maxAgeDays: argv['max-age'], digestOf });
}

async function serverJsonProblems(file: string, argv: Args): Promise<Told[]> {
  const { serverJsonComplaints, liveComplaints } = await import('../server-json.ts');
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CliError(`--server-json: ${file}: ${(error as Error).message}.`);
  }
  const shape = serverJsonComplaints(value);
  const live =
    argv.target === undefined && argv['--'] === undefined && argv['mcp-config'] === undefined ? [] : targetsOf(argv);
  const seen = await Promise.all(live.map(({ target }) => liveComplaints(value, target)));
  return [
    ...shape.map((note) => ({ id: file, kind: 'schema', note })),
    ...seen.flat().map((note) => ({ id: file, kind: 'differs', note })),
  ];
}
