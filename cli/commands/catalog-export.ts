// `assay catalog export`: records in the forms other houses read.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { backstage, csv, indexHtml } from '../../reporters/catalogue/exports.ts';
import { recordSchema } from '../../reporters/catalogue/record-schema.ts';
import type { CatalogueRecord } from '../../reporters/catalogue/record.ts';
import { missingForRegistry, serverJson } from '../../reporters/catalogue/server-json.ts';
import { once } from '../audit-options.ts';
import { readRecords } from '../catalogue-folder.ts';
import { CliError } from '../exit.ts';
import { checkWritable } from '../outputs.ts';
import { writeOwn } from '../../runner/own-file.ts';

const FORMS = ['server-json', 'backstage', 'csv', 'html', 'json', 'schema'] as const;

interface Args {
  readonly folder: string;
  readonly to: (typeof FORMS)[number];
  readonly out?: string;
  readonly id?: string;
}

const command: CommandModule = {
  command: 'catalog export [folder]',
  describe: 'Records as server.json, Backstage, CSV or HTML',
  builder: (argv: Argv) =>
    argv
      .positional('folder', { type: 'string', default: 'catalog', describe: 'Folder of records' })
      .option('to', {
        type: 'string',
        requiresArg: true,
        demandOption: true,
        choices: FORMS,
        describe: 'Format; schema prints that of records',
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'File; for server-json of several records a folder',
        coerce: once('out'),
      })
      .option('id', { type: 'string', requiresArg: true, describe: 'Only this record', coerce: once('id') }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    if (argv.to === 'schema') return put(argv, `${JSON.stringify(recordSchema, undefined, 2)}\n`);
    const all = readRecords(argv.folder);
    const records = argv.id === undefined ? all : all.filter(({ id }) => id === argv.id);
    if (records.length === 0)
      throw new CliError(
        argv.id === undefined
          ? `${argv.folder}: there is no record in it.`
          : `${argv.folder}: there is no record ${argv.id}.`,
      );
    if (argv.to === 'server-json') return registry(records, argv);
    if (argv.to === 'csv') return put(argv, csv(records));
    if (argv.to === 'html') return put(argv, indexHtml(records));
    if (argv.to === 'json') return put(argv, `${JSON.stringify(records, undefined, 2)}\n`);
    put(argv, backstage(records));
  },
};
export default command;

function put(argv: Args, text: string): void {
  if (argv.out === undefined || argv.out === '-') process.stdout.write(text);
  else {
    checkWritable([{ format: argv.to, path: argv.out }], 1);
    writeOwn(argv.out, text);
  }
}

/** Nothing is invented: a record that lacks what the registry asks for is named with what it lacks. */
async function registry(records: readonly CatalogueRecord[], argv: Args): Promise<void> {
  const { serverJsonComplaints } = await import('../server-json.ts');
  const texts = records.map((record) => {
    const missing = missingForRegistry(record);
    if (missing.length > 0)
      throw new CliError(
        `${record.id}: the registry needs ${missing.join(', ')}: answer it in ${record.id}.form.yaml and write the entry anew.`,
      );
    const value = serverJson(record);
    const [complaint] = serverJsonComplaints(value);
    if (complaint !== undefined) throw new CliError(`${record.id}: the registry would refuse it: ${complaint}.`);
    return { id: record.id, text: `${JSON.stringify(value, undefined, 2)}\n` };
  });
  const [only] = texts;
  if (texts.length === 1 && only !== undefined) return put(argv, only.text);
  if (argv.out === undefined) throw new CliError('several records: give a folder with --out, or choose one with --id.');
  mkdirSync(argv.out, { recursive: true });
  for (const { id, text } of texts) writeOwn(join(argv.out, `${id}.server.json`), text);
}
