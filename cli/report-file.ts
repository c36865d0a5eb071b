// Reads a JSON report that somebody else may have written: held against the schema before anything relies on it.

import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { reportSchema } from '../reporters/schema/report-schema.ts';
import type { Report } from '../suites/kernel/report.ts';
import { CliError } from './exit.ts';

/** @throws CliError */
export function readReport(file: string): Report {
  const name = file === '-' ? 'stdin' : file;
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new CliError(`${name}: ${code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`}.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CliError(
      `${name}: this is no JSON (${(error as Error).message}); a report of --report json:<path> is expected.`,
    );
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== 'assay-report/1')
    throw new CliError(`${name}: "format" is ${JSON.stringify(format) ?? 'missing'}; assay-report/1 is expected.`);
  const problem = reportProblem(value);
  if (problem !== undefined) throw new CliError(`${name}: ${problem}.`);
  return value as Report;
}

/** Compiled once: a fleet writes many. */
let validate: ValidateFunction | undefined;

/** Why a value is no report, in one line; `undefined` where it is one. */
export function reportProblem(value: unknown): string | undefined {
  // The schema itself is held against its own by the tests: doing so here takes as long as all that follows.
  validate ??= new Ajv({ strict: false, meta: false, validateSchema: false }).compile(reportSchema);
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  return `${error?.instancePath === '' ? 'the report' : error?.instancePath} ${error?.message ?? 'is not as the schema asks'}`;
}
