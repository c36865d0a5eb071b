// `assay record`: sits between a real client and the target, passes everything on unchanged and keeps what passed.
//
// Over stdio this program stands in for the server in the client's file: stdout belongs to the protocol, and everything
// for people goes to stderr.

import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Argv, CommandModule } from 'yargs';
import { visible } from '../../reporters/visible.ts';
import { evidenceFile } from '../../runner/engine/evidence.ts';
import { mask, showUrl } from '../../runner/engine/mask.ts';
import { Calls } from '../../runner/record/calls.ts';
import { recordHttp } from '../../runner/record/http.ts';
import { recordStdio } from '../../runner/record/stdio.ts';
import { Tape } from '../../runner/record/tape.ts';
import type { HttpTarget, Target } from '../../runner/target.ts';
import { numeric, once } from '../audit-options.ts';
import { CliError, EXIT } from '../exit.ts';
import { type TargetArgs, targetOptions, targetsOf } from '../target-options.ts';

interface Args extends TargetArgs {
  readonly out: string;
  readonly name?: string;
  readonly port: number;
  readonly 'large-result': number;
  readonly quiet?: boolean;
}

const command: CommandModule = {
  command: 'record [target]',
  describe: 'Keep what a real client and the target say',
  builder: (argv: Argv) =>
    targetOptions(argv)
      .option('out', {
        type: 'string',
        requiresArg: true,
        default: 'assay-recordings',
        describe: 'Folder; each session has a folder in it',
        coerce: once('out'),
      })
      .option('name', {
        type: 'string',
        requiresArg: true,
        describe: 'Server in the counts; default the name it gives itself',
        coerce: once('name'),
      })
      .option('port', {
        type: 'string',
        requiresArg: true,
        default: '0',
        describe: 'HTTP: port on 127.0.0.1 to listen on',
        coerce: numeric('port', 0, true),
      })
      .option('large-result', {
        type: 'string',
        requiresArg: true,
        default: '100000',
        describe: 'Characters of a result that are worth an alert',
        coerce: numeric('large-result', 1, true),
      })
      .option('quiet', {
        type: 'boolean',
        describe: 'No alerts on stderr; they are in alerts.ndjson',
      }) as unknown as Argv,
  handler: async (given) => {
    const argv = given as unknown as Args;
    const [named, ...more] = targetsOf(argv);
    if (named === undefined || more.length > 0) throw new CliError('record takes one server: choose it with --server.');
    const session = `${new Date().toISOString().replace(/[:.]/g, '-')}-${process.pid}`;
    const { tape, calls, close } = opened(named.target, named.name, session, argv);
    const controller = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
    try {
      if (named.target.kind === 'http') await http(named.target, tape, argv, controller.signal);
      else if (named.target.kind === 'stdio') process.exitCode = await stdio(named.target, tape, controller.signal);
    } finally {
      calls.close();
      close();
    }
  },
};
export default command;

function opened(
  target: Target,
  name: string | undefined,
  session: string,
  argv: Args,
): { tape: Tape; calls: Calls; close: () => void } {
  let evidence;
  try {
    evidence = evidenceFile(join(argv.out, session));
  } catch (error) {
    throw new CliError(`--out: ${argv.out} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
  const calls = new Calls({
    folder: argv.out,
    session,
    server: argv.name ?? name ?? '',
    largeResult: argv['large-result'],
    now: () => performance.now(),
    onAlert: ({ server, note }) => {
      if (argv.quiet !== true) process.stderr.write(`assay: ${visible(server)}: ${visible(note)}\n`);
    },
  });
  const http = target.kind === 'http';
  const label = http
    ? showUrl(target.url)
    : target.kind === 'stdio'
      ? mask([target.command, ...target.args].join(' '))
      : 'streams';
  const credentials = http && Object.keys(target.headers ?? {}).length > 0;
  const tape = new Tape({ transport: http ? 'streamable-http' : 'stdio', label, evidence, calls, credentials });
  return { tape, calls, close: evidence.close };
}

async function stdio(target: Extract<Target, { kind: 'stdio' }>, tape: Tape, signal: AbortSignal): Promise<number> {
  try {
    return await recordStdio(target, process, tape, signal);
  } catch (error) {
    throw new CliError(
      `${target.command}: ${(error as Error).message}. There is no such program: check the spelling and the PATH.`,
      { code: EXIT.unjudged },
    );
  }
}

async function http(target: HttpTarget, tape: Tape, argv: Args, signal: AbortSignal): Promise<void> {
  const server = recordHttp(target, tape);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new CliError(`--port: ${argv.port} cannot be listened on (${error.code}).`)),
    );
    server.listen(argv.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = new URL(target.url);
  process.stderr.write(`assay: recording on http://127.0.0.1:${port}${url.pathname} (Ctrl-C ends it)\n`);
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  server.close();
  server.closeAllConnections();
  tape.close();
}
