// `assay catalog entry`: the registry record of a server, from an audit and from a form that people fill in.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { plural } from '../../reporters/arrange.ts';
import { missingAnswers } from '../../reporters/catalogue/form.ts';
import { type CatalogueRecord, measuredOf } from '../../reporters/catalogue/record.ts';
import { visible } from '../../reporters/visible.ts';
import { audit } from '../../runner/api.ts';
import { readEvidence } from '../../runner/engine/evidence.ts';
import { maskDeep } from '../../runner/engine/mask.ts';
import { type AuditArgs, auditOptions, once } from '../audit-options.ts';
import { digestOf, readForm, recordId, writeRecord } from '../catalogue-folder.ts';
import { CliError, worstExit } from '../exit.ts';
import { interruptible } from '../interrupt.ts';
import { packageFacts } from '../package-facts.ts';
import { progress } from '../progress.ts';
import { deliver, prepare, type Prepared } from '../run-audits.ts';
import { type NamedTarget, type TargetArgs, targetOptions } from '../target-options.ts';

interface Args extends AuditArgs, TargetArgs {
  readonly out: string;
  readonly id?: string;
  readonly form?: string;
  readonly link?: string;
  readonly lock: string;
}

const command: CommandModule = {
  command: 'catalog entry [target]',
  describe: 'Write the registry record of a server',
  builder: (argv: Argv) =>
    auditOptions(targetOptions(argv), { suites: true })
      .option('out', {
        type: 'string',
        requiresArg: true,
        default: 'catalog',
        describe: 'Folder of records',
        coerce: once('out'),
      })
      .option('id', {
        type: 'string',
        requiresArg: true,
        describe: 'Name of the record; default the name the server gives itself',
        coerce: once('id'),
      })
      .option('form', {
        type: 'string',
        requiresArg: true,
        describe: 'Answers of people; default <out>/<id>.form.yaml, written blank',
        coerce: once('form'),
      })
      .option('link', {
        type: 'string',
        requiresArg: true,
        describe: 'Where the report of this audit can be read',
        coerce: once('link'),
      })
      .option('lock', {
        type: 'string',
        requiresArg: true,
        default: 'assay.lock.json',
        describe: 'Lock file whose digest is kept',
        coerce: once('lock'),
      }) as unknown as Argv,
  handler: async (given) => {
    const argv = given as unknown as Args;
    const prepared = prepare(argv);
    if (prepared.fleet && (argv.id !== undefined || argv.form !== undefined))
      throw new CliError('--id and --form are for one server: choose it with --server.');
    const keys = interruptible();
    const codes: number[] = [];
    try {
      for (const named of prepared.targets) codes.push(await entry(prepared, named, argv, keys.signal));
    } finally {
      keys.stop();
    }
    process.exitCode = worstExit(codes);
  },
};
export default command;

async function entry(prepared: Prepared, named: NamedTarget, argv: Args, signal: AbortSignal): Promise<number> {
  const evidence = argv.evidence ?? mkdtempSync(join(tmpdir(), 'assay-'));
  try {
    const shown = progress({ stream: process.stderr, quiet: argv.quiet === true });
    const options = { ...prepared.options, evidence, signal, onEvent: shown.onEvent };
    const report = await audit(named.target, options).finally(shown.end);
    const code = await deliver({ ...prepared, argv: { ...argv, quiet: true } }, named, report, { silent: true });
    if (report.runs.length === 0) return code;
    const id = argv.id ?? recordId(named.name ?? report.runs[0]?.server.name ?? '');
    const form = await readForm(argv.out, id, argv.form);
    const digest = digestOf(argv.lock);
    const facts = packageFacts(named.target);
    const record: CatalogueRecord = {
      format: 'assay-record/1',
      id,
      declared: form.declared,
      measured: maskDeep(
        measuredOf({
          report,
          recordings: readEvidence(evidence),
          ...(facts === undefined ? {} : { package: facts }),
          ...(argv.link === undefined ? {} : { link: argv.link }),
          ...(digest === undefined ? {} : { lock: { file: argv.lock, digest } }),
        }),
      ),
    };
    tell(writeRecord(argv.out, record), record, form);
    // The record is the result here, not the verdict: what failed stands in it, and `catalog check` complains.
    return code === 1 ? 0 : code;
  } finally {
    if (argv.evidence === undefined) rmSync(evidence, { recursive: true, force: true });
  }
}

function tell(
  file: string,
  { measured, declared }: CatalogueRecord,
  form: { readonly fresh: boolean; readonly file: string },
): void {
  const { held, judged } = measured.conformance;
  const missing = missingAnswers(declared);
  const lines = [
    `${file}: ${visible(measured.server.name)} ${visible(measured.server.version)}, ${plural(measured.tools.length, 'tool')}, ${held} of ${judged} requirements held.`,
    ...(form.fresh ? [`Wrote the form ${form.file}: fill it in and run this again.`] : []),
    ...(!form.fresh && missing.length > 0 ? [`Not answered in ${form.file}: ${missing.join(', ')}.`] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
