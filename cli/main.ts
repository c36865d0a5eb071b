#!/usr/bin/env node
// The command line: finds the command, loads that one module, and turns every ending into an exit code and one line.
//
// Adding a command: see command-table.ts. A handler either resolves (setting `process.exitCode` where the code is not
// 0) or throws a CliError; anything else thrown is a fault of Assay, exit code 4. `--verbose` shows stacks.
// yargs costs more than twice Node's own start, so the top-level help and the version do without it.

import type { CommandModule } from 'yargs';
import { COMMANDS, type CommandRow } from './command-table.ts';
import { EXIT } from './exit.ts';
import { help, version } from './help.ts';

/** The row whose words stand first on the command line, the longest name first (`drift accept` before `drift`). */
function rowFor(words: readonly string[]): CommandRow | undefined {
  const named = [...COMMANDS].toSorted((a, b) => b.name.length - a.name.length);
  return named.find((row) => row.name.split(' ').every((word, index) => words[index] === word));
}

const SWITCHES = ['--verbose', '--quiet', '--no-color'];

/** `assay --verbose audit …` is understood as `assay audit … --verbose`. */
function commandFirst(args: readonly string[]): readonly string[] {
  const at = args.findIndex((arg) => !SWITCHES.includes(arg));
  if (at <= 0) return args;
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  return [...args.slice(at, end), ...args.slice(0, at), ...args.slice(end)];
}

async function dispatch(given: readonly string[]): Promise<void> {
  const args = commandFirst(given);
  const [first] = args;
  if (first === undefined) {
    process.stderr.write(`${help()}\nassay: no command was given.\n`);
    process.exitCode = EXIT.usage;
    return;
  }
  if (first === '--help' || first === '-h' || (first === 'help' && args.length === 1))
    return void process.stdout.write(help());
  if (first === '--version' || first === '-v') return void process.stdout.write(`${version()}\n`);
  if (first === 'help') return dispatch([...args.slice(1), '--help']);
  const row = rowFor(args);
  if (row === undefined) return unknown(args);
  if (row.name !== 'load') await import('./compiler.ts');
  const { run } = await import('./run-command.ts');
  const loaded = await row.load();
  await run(row.name, loaded.default as CommandModule, args.slice(row.name.split(' ').length));
}

async function unknown(args: readonly string[]): Promise<void> {
  const first = args[0] ?? '';
  const isGroup = COMMANDS.some((row) => row.name.startsWith(`${first} `));
  if (isGroup && (args[1] === undefined || args[1] === '--help' || args[1] === '-h')) {
    const asked = args[1] !== undefined;
    (asked ? process.stdout : process.stderr).write(help(first));
    if (!asked) process.exitCode = EXIT.usage;
    return;
  }
  const [{ CliError }, { didYouMean }] = await Promise.all([
    import('./exit.ts'),
    import('../runner/config/nearest.ts'),
  ]);
  if (first.startsWith('-'))
    throw new CliError(`the command comes first, then its options: assay <command> ${first} …; see assay --help.`);
  const words = isGroup ? args.slice(0, 2).join(' ') : first;
  const known = new Set(COMMANDS.map((row) => row.name));
  if (/^https?:\/\//.test(first)) throw new CliError(`no command was given; to audit this url: assay audit ${first}`);
  throw new CliError(`there is no command "${words}".${didYouMean(words, known)} See assay --help.`);
}

/** Everything written is out before the process ends; on some systems pipes are not. */
const drained = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve());
  });

// `assay list rules | head` closes the pipe early: nobody reads any more, which is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? EXIT.ok);
});

// A target may signal its parent. At the first of these Node would open its debugger to the machine, at the other it ends.
for (const signal of ['SIGUSR1', 'SIGUSR2'] as const) process.on(signal, () => undefined);

// A throw outside of any command, as in the handler of an event, is a fault of ours too: told, masked, exit code 4.
process.on('uncaughtException', (error) => {
  void import('./run-command.ts').then(({ report }) => {
    report(error, process.argv.includes('--verbose'));
    process.exit(EXIT.fault);
  });
});

try {
  await dispatch(process.argv.slice(2));
} catch (error) {
  const { report } = await import('./run-command.ts');
  process.exitCode = report(error, process.argv.includes('--verbose'));
}
await Promise.all([drained(process.stdout), drained(process.stderr)]);
// A timer or a socket of a target that is still about must not keep anybody waiting for a report that is written.
process.exit();
