// Runs one command module under yargs: strict options, near misses named, no exit from within a library.

import { format } from 'node:util';
import yargs, { type Argv, type CommandModule } from 'yargs';
import { CliError, EXIT } from './exit.ts';
import { didYouMean } from '../runner/config/nearest.ts';
import { mask } from '../runner/engine/mask.ts';
import { visible } from '../reporters/visible.ts';

const PARSER = {
  'populate--': true,
  'greedy-arrays': false,
  'boolean-negation': false,
  'dot-notation': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'strip-aliased': true,
} as const;

export async function run(name: string, module: CommandModule, args: readonly string[]): Promise<void> {
  const words = typeof module.command === 'string' ? module.command : (module.command?.[0] ?? name);
  // `drift` is `drift check` by another name: the positionals begin at the first bracket.
  const positionals = /[[<].*$/.exec(words)?.[0] ?? '';
  const parser = yargs([...args])
    .scriptName(`assay ${name}`)
    .parserConfiguration(PARSER)
    .locale('en')
    .exitProcess(false)
    .version(false)
    .help()
    .option('verbose', { type: 'boolean', describe: 'Show more, and stacks of errors' })
    .wrap(Math.min(100, Math.max(60, process.stdout.columns ?? 80)))
    .strict()
    .fail((message: string | null, error: Error | null | undefined) => {
      // What yargs and coerce functions throw is about usage; anything else comes from the command itself.
      if (error !== undefined && error !== null && error.name !== 'YError') throw error;
      throw new CliError(
        explained(message ?? error?.message ?? 'wrong usage', parser as unknown as Argv, name, positionals),
      );
    })
    .command({ ...module, command: `$0 ${positionals}`.trim() });
  await parser.parseAsync();
}

/** Options that yargs knows by now; it has no typed way to ask. */
function optionsOf(parser: Argv): string[] {
  const known =
    (parser as unknown as { getOptions?: () => { key?: Record<string, unknown> } }).getOptions?.().key ?? {};
  return Object.keys(known).filter((key) => !/[A-Z]/.test(key));
}

/** What yargs says in its own terms, as a sentence that names the option. */
function inOurWords(message: string, positionals: string): string {
  const valueless = /Not enough arguments following: (\S+)/.exec(message)?.[1];
  if (valueless !== undefined) return `--${valueless} needs a value`;
  if (message.startsWith('Not enough non-option arguments')) return `an argument is missing: ${positionals}`;
  const [, option, given, choices] = /Argument: (\S+), Given: (.*), Choices: (.*)$/m.exec(message) ?? [];
  if (option !== undefined) return `--${option}: one of ${choices?.replaceAll('"', '')} is expected, not ${given}`;
  const missing = /^Missing required arguments?: (.*)$/.exec(message)?.[1];
  if (missing !== undefined) return `missing: ${missing.replace(/[\w-]+/g, '--$&')}`;
  const [, one, other] = /Arguments (\S+) and (\S+) are mutually exclusive/.exec(message) ?? [];
  if (one !== undefined) return `--${one} and --${other} exclude each other`;
  return message.replaceAll('\n', ' ');
}

function explained(message: string, parser: Argv, name: string, positionals: string): string {
  const unknown = /^Unknown arguments?: (.*)$/.exec(message)?.[1];
  const see = ` See assay ${name} --help.`;
  if (unknown === undefined) return `${inOurWords(message, positionals).replace(/\.?\s*$/, '.')}${see}`;
  const words = [...new Set(unknown.split(', ').map((word) => word.replace(/^-+/, '')))].filter(
    (word, _, all) => !/[A-Z]/.test(word) || !all.includes(word.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)),
  );
  const parts = words.map((word) => {
    const typed = process.argv.some((arg) => arg === `--${word}` || arg.startsWith(`--${word}=`) || arg === `-${word}`);
    if (!typed)
      return `"${word}" is one argument too many.${positionals.includes('[target]') ? ' A program and its arguments go after --.' : ''}`;
    const known = optionsOf(parser);
    const dashes = word.length === 1 ? '-' : '--';
    return `there is no option ${dashes}${word}.${didYouMean(
      `--${word}`,
      known.map((key) => `--${key}`),
    )}`;
  });
  return `${parts.join(' ')}${see}`;
}

/** One line for a person, and the exit code; stacks only where they were asked for. */
export function report(error: unknown, verbose: boolean): number {
  const known = error instanceof CliError || isConfigError(error);
  const message = error instanceof Error ? error.message : format(error);
  // Whatever went wrong may quote what we were given: nothing leaves unmasked, a crash least of all.
  const line = message
    .split('\n')
    .map((text) => visible(mask(text)))
    .join(' ');
  const code = error instanceof CliError ? error.code : known ? EXIT.usage : EXIT.fault;
  process.stderr.write(`assay: ${known ? line : `internal fault: ${line}`}\n`);
  if (error instanceof CliError && error.detail !== undefined) process.stderr.write(`${mask(error.detail)}\n`);
  if (!known && !verbose)
    process.stderr.write(
      'This is a bug in Assay, not in the target. Run again with --verbose and report what it shows.\n',
    );
  if (verbose && !known && error instanceof Error && error.stack !== undefined)
    process.stderr.write(`${mask(error.stack)}\n`);
  return code;
}

/** Errors of the configuration come from a room that does not know exit codes. */
const isConfigError = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'ConfigError' || error.name === 'EvidenceError');
