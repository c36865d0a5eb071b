// A folder of registry records: one `<id>.json` a server, beside its form `<id>.form.yaml`.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blankForm, type Declared, declaredOf, formProblems } from '../reporters/catalogue/form.ts';
import type { CatalogueRecord } from '../reporters/catalogue/record.ts';
import { CliError } from './exit.ts';
import { writeOwn } from '../runner/own-file.ts';

/** A name as a part of a file name. */
export const recordId = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '') || 'server';

const formFile = (folder: string, id: string): string => join(folder, `${id}.form.yaml`);
const recordFile = (folder: string, id: string): string => join(folder, `${id}.json`);

/** All records of a folder; a file that is none is an error, not a gap. @throws CliError */
export function readRecords(folder: string): CatalogueRecord[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new CliError(
      `${folder}: ${code === 'ENOENT' ? 'there is no such folder' : `it cannot be read (${code})`}; records are written by assay catalog entry.`,
    );
  }
  return names.toSorted().map((name) => readRecord(join(folder, name)));
}

function readRecord(file: string): CatalogueRecord {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CliError(`${file}: ${(error as Error).message}.`);
  }
  const { format, declared, measured } = (value ?? {}) as Partial<CatalogueRecord>;
  if (format !== 'assay-record/1' || declared === undefined || measured === undefined)
    throw new CliError(`${file}: this is no assay-record/1.`);
  return value as CatalogueRecord;
}

export interface FormRead {
  readonly declared: Declared;
  /** Written now, blank, because there was none. */
  readonly fresh: boolean;
  readonly file: string;
}

/** The answers for a record; without a form a blank one is written, to be filled in. @throws CliError, ConfigError */
export async function readForm(folder: string, id: string, given?: string): Promise<FormRead> {
  const file = given ?? formFile(folder, id);
  if (!existsSync(file)) {
    if (given !== undefined) throw new CliError(`--form: there is no file ${given}.`);
    mkdirSync(folder, { recursive: true });
    writeOwn(file, blankForm(id));
    return { declared: declaredOf({}), fresh: true, file };
  }
  const { readSource } = await import('../runner/config/source.ts');
  const source = readSource(file, 'the form of a record');
  const [problem] = formProblems(source.value ?? {});
  if (problem !== undefined)
    source.fail(problem.key === '' ? [] : [problem.key], `${problem.key}: ${problem.message}`, {
      key: problem.message.startsWith('unknown'),
    });
  return { declared: declaredOf(source.value), fresh: false, file };
}

export function writeRecord(folder: string, record: CatalogueRecord): string {
  const file = recordFile(folder, record.id);
  mkdirSync(folder, { recursive: true });
  writeOwn(file, `${JSON.stringify(record, undefined, 2)}\n`);
  return file;
}

export function digestOf(file: string): string | undefined {
  try {
    return `sha256-${createHash('sha256').update(readFileSync(file)).digest('base64')}`;
  } catch {
    return undefined;
  }
}
