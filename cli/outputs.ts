// `--report <format>:<path>`: read, and tried, before anything is audited; written at the end whatever happened.

import { closeSync, existsSync, lstatSync, rmSync, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import type { Report } from '../suites/kernel/report.ts';
import { CliError } from './exit.ts';
import { didYouMean } from '../runner/config/nearest.ts';
import { openOwn, writeAfterwards } from '../runner/own-file.ts';

export interface RenderOptions {
  readonly failOn?: 'fail' | 'warn' | 'never';
  readonly base?: Report;
  /** Line of a file of the repository that findings are pinned to. */
  readonly place?: { readonly file: string; readonly line: number };
  readonly columns?: number;
}

type Render = (report: Report, options: RenderOptions) => Promise<string>;

/** One line a format; reporters load when they are asked for. */
const FORMATS: Readonly<Record<string, Render>> = {
  badge: async (report) => (await import('../reporters/badge.ts')).badge(report),
  gitlab: async (report, options) => (await import('../reporters/gitlab.ts')).gitlab(report, options),
  json: async (report) => (await import('../reporters/json.ts')).json(report),
  html: async (report) => (await import('../reporters/html/page.ts')).page(report),
  junit: async (report, options) => (await import('../reporters/junit.ts')).junit(report, options),
  markdown: async (report, options) => (await import('../reporters/markdown.ts')).markdown(report, options),
  ndjson: async (report) => (await import('../reporters/ndjson.ts')).ndjson(report),
  sarif: async (report, options) => (await import('../reporters/sarif.ts')).sarif(report, options),
  terminal: async (report, options) => (await import('../reporters/terminal.ts')).terminal(report, options),
};

/** Formats that stand one after the other in one stream, for a fleet. */
const STREAMABLE = new Set(['ndjson', 'terminal']);

export const formats = (): readonly string[] => Object.keys(FORMATS);

export interface Output {
  readonly format: string;
  readonly path: string;
}

export const toStdout = (output: Output): boolean => output.path === '-';

/** @throws CliError */
export function outputsOf(given: readonly string[]): Output[] {
  const outputs = given.map((word): Output => {
    const [, format, path] = /^([^:]+):(.+)$/s.exec(word) ?? [];
    if (format === undefined || path === undefined) {
      const bare = word.replace(/:$/, '');
      const hint = Object.hasOwn(FORMATS, bare) ? `--report ${bare}:report.${bare}` : '--report json:report.json';
      throw new CliError(`--report: <format>:<path> is expected, for instance ${hint}, not "${word}".`);
    }
    knownFormat(format);
    return { format, path };
  });
  const paths = outputs.map(({ path }) => (path === '-' ? path : resolve(path)));
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new CliError(`--report: two reports go to ${twice === '-' ? 'stdout' : twice}.`);
  return outputs;
}

/** @throws CliError */
export function knownFormat(format: string): void {
  if (!Object.hasOwn(FORMATS, format))
    throw new CliError(
      `there is no report format "${format}".${didYouMean(format, formats())} Formats: ${formats().join(', ')}.`,
    );
}

/** `out/report.json` becomes `out/report.<server>.json` where one command audits several servers. */
export function forServer(output: Output, server: string | undefined): Output {
  if (server === undefined || toStdout(output)) return output;
  const extension = extname(output.path);
  const stem = output.path.slice(0, output.path.length - extension.length);
  return { ...output, path: `${stem}.${fileName(server)}${extension}` };
}

/** A server's name as a part of a file name; names that differ only in what cannot stand there stay apart. */
function fileName(server: string): string {
  const name = server.replace(/[^\w.@-]+/g, '-').replace(/^\.+/, '');
  if (name === server) return name;
  let sum = 0;
  for (const character of server) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 0xffff;
  return `${name}-${sum.toString(16)}`;
}

/** Tries every path the way it will be written. @throws CliError */
export function checkWritable(outputs: readonly Output[], servers: number): void {
  for (const output of outputs) {
    if (toStdout(output)) {
      if (servers > 1 && !STREAMABLE.has(output.format))
        throw new CliError(
          `--report ${output.format}:- takes one server and there are ${servers}: choose one with --server, or give a path.`,
        );
      continue;
    }
    tryPath(output);
  }
}

function tryPath({ path }: Output): void {
  const folder = dirname(resolve(path));
  if (!existsSync(folder))
    throw new CliError(`the report cannot be written: there is no directory ${folder}; make it first (mkdir -p).`);
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there?.isFIFO() === true && lstatSync(path).isFIFO())
      throw new CliError(`the report cannot be written: ${path} is a named pipe; use "-" for stdout, or a file.`);
    if (there?.isDirectory() === true) throw new CliError(`the report cannot be written: ${path} is a directory.`);
    closeSync(openOwn(path, undefined, 'append'));
    if (there === undefined) rmSync(path);
  } catch (error) {
    if (error instanceof CliError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (code === 'ELOOP') throw new CliError(`the report cannot be written: ${(error as Error).message}.`);
    throw new CliError(`the report cannot be written to ${path} (${code}); choose another path.`);
  }
}

export async function render(report: Report, format: string, options: RenderOptions = {}): Promise<string> {
  const known = FORMATS[format];
  if (known === undefined) throw new CliError(`there is no report format "${format}".`);
  return known(report, options);
}

function tellLaid(path: string, laid: string | undefined): void {
  if (laid === undefined) return;
  process.stderr.write(
    `assay: at ${path} stood ${laid}, laid there during the run; it was removed, not written through\n`,
  );
}

/** Writes one report in every form that was asked for. A path that fails now is told, and the others are still written. */
export async function writeOutputs(
  report: Report,
  outputs: readonly Output[],
  options: RenderOptions = {},
): Promise<readonly string[]> {
  const problems: string[] = [];
  if (outputs.some(({ format }) => format === 'json')) {
    // A report that breaks its own schema is a bug of ours, told and not hidden; it is written all the same.
    const { reportProblem } = await import('./report-file.ts');
    const problem = reportProblem(report);
    if (problem !== undefined) problems.push(`the report breaks its schema, which is a bug in Assay: ${problem}`);
  }
  for (const output of outputs) {
    try {
      const text = await render(report, output.format, options);
      if (toStdout(output)) process.stdout.write(text);
      else tellLaid(output.path, writeAfterwards(output.path, text));
    } catch (error) {
      problems.push(`the ${output.format} report could not be written to ${output.path}: ${String(error)}`);
    }
  }
  return problems;
}
