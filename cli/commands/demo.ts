// `assay demo`: audits the bundled servers, good and faulty, so that a newcomer sees true reports within a minute.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Argv, CommandModule } from 'yargs';
import { audit } from '../../runner/api.ts';
import { fleetTable } from '../../reporters/fleet.ts';
import { terminal } from '../../reporters/terminal.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { type AuditArgs, once, outputOptions } from '../audit-options.ts';
import { CliError, EXIT, worstExit } from '../exit.ts';
import { interruptible } from '../interrupt.ts';
import { checkWritable, type Output, writeOutputs } from '../outputs.ts';
import { progress } from '../progress.ts';
import { colourOn } from '../run-audits.ts';

interface DemoServer {
  readonly name: string;
  readonly about: string;
  /** What the audit must say of it; SDK servers are judged as they are. */
  readonly expected?: number;
}

const SERVERS: readonly DemoServer[] = [
  { name: 'good', about: 'right in all five revisions', expected: EXIT.ok },
  { name: 'faulty', about: 'the same server with planted faults', expected: EXIT.failed },
  { name: 'sdk-1', about: 'built on the official TypeScript SDK 1.x' },
  { name: 'sdk-2', about: 'built on the official TypeScript SDK 2.x' },
];

interface Args extends Pick<AuditArgs, 'quiet' | 'verbose' | 'no-color'> {
  readonly out: string;
}

const command: CommandModule = {
  command: 'demo',
  describe: 'Audit the bundled servers, good and faulty',
  builder: (argv: Argv) =>
    outputOptions(argv).option('out', {
      type: 'string',
      requiresArg: true,
      default: 'reports-out',
      describe: 'Directory for the JSON and JUnit reports',
      coerce: once('out'),
    }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    try {
      mkdirSync(argv.out, { recursive: true });
    } catch (error) {
      throw new CliError(`--out: the directory ${argv.out} cannot be made (${(error as NodeJS.ErrnoException).code}).`);
    }
    checkWritable(
      SERVERS.flatMap(({ name }) => outputsFor(argv.out, name)),
      1,
    );
    const keys = interruptible();
    const done: { readonly name: string; readonly report: Report }[] = [];
    try {
      for (const server of SERVERS)
        if (!keys.signal.aborted) done.push({ name: server.name, report: await show(server, argv, keys.signal) });
    } finally {
      keys.stop();
    }
    process.stdout.write(fleetTable(done, { columns: columns() }));
    process.stdout.write(`\nJSON and JUnit reports of each are in ${argv.out}/.\n`);
    process.exitCode = keys.signal.aborted ? EXIT.interrupted : verdictOf(done);
  },
};
export default command;

const columns = (): number => (process.stdout.isTTY ? process.stdout.columns : 80);

const outputsFor = (folder: string, name: string): readonly Output[] => [
  { format: 'json', path: join(folder, `${name}.json`) },
  { format: 'junit', path: join(folder, `${name}.xml`) },
];

async function show(server: DemoServer, argv: Args, signal: AbortSignal): Promise<Report> {
  const shown = progress({
    stream: process.stderr,
    quiet: argv.quiet === true,
    verbose: argv.verbose === true,
    name: server.name,
  });
  const report = await audit(
    { kind: 'stdio', command: process.execPath, args: programOf(server.name), label: `demo server "${server.name}"` },
    // A fault of the faulty server is not to answer: on one machine two seconds are long enough to know.
    { seed: 1, timeoutMs: 2000, signal, onEvent: shown.onEvent },
  ).finally(shown.end);
  const outputs = outputsFor(argv.out, server.name);
  if (argv.quiet !== true) {
    const [json] = outputs;
    const text = terminal(report, {
      colour: colourOn(argv, process.stdout),
      columns: columns(),
      verbose: argv.verbose === true,
      ...(json === undefined ? {} : { replayFrom: json.path }),
    });
    process.stdout.write(`\n${'═'.repeat(columns())}\nDemo server "${server.name}": ${server.about}\n\n${text}`);
  }
  for (const failure of await writeOutputs(report, outputs)) throw new CliError(failure, { code: EXIT.fault });
  return report;
}

/** From the build the compiled fixture; from the sources, for our own tests, the fixture through tsx. */
function programOf(name: string): string[] {
  const built = import.meta.url.endsWith('.js');
  const file = fileURLToPath(new URL(`../../fixtures/${name}/main.${built ? 'js' : 'ts'}`, import.meta.url));
  return built ? [file, 'stdio'] : ['--import', import.meta.resolve('tsx'), file, 'stdio'];
}

/** The demo succeeds where the good server passes and the faulty one fails; else Assay is at fault, not a server. */
function verdictOf(done: readonly { readonly name: string; readonly report: Report }[]): number {
  const codes = done.map(({ name, report }) => {
    const expected = SERVERS.find((server) => server.name === name)?.expected;
    if (report.exitCode > EXIT.failed) return report.exitCode;
    return expected === undefined || report.exitCode === expected ? EXIT.ok : EXIT.fault;
  });
  return worstExit(codes);
}
