// The grammar of targets, the same for every command: a program after --, a url, or the servers of a client file.

import { readFileSync, statSync } from 'node:fs';
import type { Argv } from 'yargs';
import { readClientFile, targetOf } from '../runner/config/client-file.ts';
import { registerArgumentSecrets, registerUrl } from '../runner/config/secrets.ts';
import { registerSecret } from '../runner/engine/mask.ts';
import type { HttpTarget, StdioTarget, Target } from '../runner/target.ts';
import { CliError } from './exit.ts';
import { didYouMean } from '../runner/config/nearest.ts';

export interface TargetArgs {
  readonly target?: string;
  readonly '--'?: readonly string[];
  readonly 'mcp-config'?: string;
  readonly server?: string;
  readonly header?: readonly string[];
  readonly 'bearer-env'?: string;
  readonly env?: readonly string[];
  readonly cwd?: string;
  readonly ca?: string;
  readonly 'client-cert'?: string;
  readonly 'client-key'?: string;
  readonly replica?: readonly string[];
}

/** A target with the name it has in a client file, where it comes from one. */
export interface NamedTarget {
  readonly name?: string;
  readonly target: Target;
  /** Where it is written down, where that is a file. */
  readonly place?: { readonly file: string; readonly line: number };
}

const GROUP = 'Target:';

export function targetOptions<T>(argv: Argv<T>): Argv<T & TargetArgs> {
  const text = { type: 'string', requiresArg: true, group: GROUP } as const;
  const texts = { ...text, type: 'array', string: true } as const;
  return argv
    .positional('target', { type: 'string', describe: 'http(s) url of a server or gateway; a program stands after --' })
    .option('mcp-config', { ...text, describe: 'Client file: Claude, Cursor (mcpServers) or VS Code (servers)' })
    .option('server', { ...text, describe: 'One server of the client file; default all' })
    .option('header', { ...texts, describe: "'Name: value', sent with every request; never written out" })
    .option('bearer-env', { ...text, describe: 'Environment variable that holds a bearer token' })
    .option('env', { ...texts, describe: 'K=V for the program; never written out' })
    .option('cwd', { ...text, describe: 'Working directory of the program' })
    .option('ca', { ...text, describe: 'PEM file of further certificate authorities' })
    .option('client-cert', { ...text, describe: 'PEM file of the client certificate' })
    .option('client-key', { ...text, describe: 'PEM file of its key' })
    .option('replica', { ...texts, describe: 'Direct address of a replica behind the url' }) as unknown as Argv<
    T & TargetArgs
  >;
}

const usage = (message: string): never => {
  throw new CliError(message);
};

/** @throws CliError, ConfigError */
export function targetsOf(argv: TargetArgs): NamedTarget[] {
  const program = argv['--'] ?? [];
  const given = [program.length > 0, argv.target !== undefined, argv['mcp-config'] !== undefined].filter(
    Boolean,
  ).length;
  if (given === 0) {
    if (argv['--'] !== undefined) usage('nothing follows --; the program and its arguments belong there.');
    usage('no target was given: a program after --, an http(s) url, or --mcp-config <file>.');
  }
  if (given > 1) usage('several targets were given: take one of a program after --, an http(s) url, and --mcp-config.');
  if (argv.server !== undefined && argv['mcp-config'] === undefined) usage('--server needs --mcp-config <file>.');
  if (argv['mcp-config'] !== undefined) return clientTargets(argv['mcp-config'], argv);
  return [{ target: argv.target === undefined ? programTarget(program, argv) : urlTarget(argv.target, argv) }];
}

function clientTargets(file: string, argv: TargetArgs): NamedTarget[] {
  const read = readClientFile(file);
  const names = read.servers.map((server) => server.name);
  if (argv.server !== undefined && !names.includes(argv.server))
    usage(`${file} names no server "${argv.server}".${didYouMean(argv.server, names)} It names: ${names.join(', ')}.`);
  const chosen = read.servers.filter((server) =>
    argv.server === undefined ? !server.disabled : server.name === argv.server,
  );
  if (chosen.length === 0) usage(`${file}: every server in it is disabled; name one with --server.`);
  return chosen.map((server) => {
    const target = targetOf(read, server, { env: process.env });
    const line = read.source.place(server.path, { key: true })?.line ?? 1;
    // In a fleet, a folder that is not there is one server's trouble: its start says so, and the others go on.
    const complete = target.kind === 'http' ? withHttp(target, argv) : withProgram(target, argv, chosen.length > 1);
    return { name: server.name, target: complete, place: { file, line } };
  });
}

function programTarget(words: readonly string[], argv: TargetArgs): Target {
  const [command = '', ...args] = words;
  if (/^https?:\/\//i.test(command)) usage(`a url stands before --, not after it: assay audit ${command}`);
  forHttpOnly(argv);
  registerArgumentSecrets(args);
  return withProgram({ kind: 'stdio', command, args }, argv);
}

function forHttpOnly(argv: TargetArgs): void {
  for (const name of ['header', 'bearer-env', 'ca', 'client-cert', 'client-key', 'replica'] as const)
    if (argv[name] !== undefined) usage(`--${name} is for targets with a url; a program takes --env and --cwd.`);
}

function withProgram(target: Target, argv: TargetArgs, fleet = false): Target {
  if (target.kind !== 'stdio') return target;
  const env = { ...target.env, ...environment(argv.env ?? []) };
  const cwd = argv.cwd ?? target.cwd;
  const checked = !fleet || argv.cwd !== undefined;
  if (checked && cwd !== undefined && statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true)
    usage(`--cwd: there is no directory ${cwd}.`);
  return { ...target, env, ...(cwd === undefined ? {} : { cwd }) } satisfies StdioTarget;
}

function environment(pairs: readonly string[]): Record<string, string> {
  const entries = pairs.map((pair): [string, string] => {
    const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(pair) ?? [];
    if (name === undefined || value === undefined)
      return usage(`--env: NAME=value is expected, for instance --env LOG=debug.`);
    registerSecret(value);
    return [name, value];
  });
  return Object.fromEntries(entries);
}

function urlTarget(url: string, argv: TargetArgs): Target {
  if (!/^https?:\/\//i.test(url)) {
    if (/^[a-z][a-z\d+.-]*:\/\//i.test(url)) usage(`a target url begins with http:// or https://.`);
    if (/^(?:localhost|[\w.-]+):\d+/.test(url)) usage(`to audit a url, write its scheme: http://${url}`);
    usage(`"${url}" is no http(s) url. To audit a program, put it after --: assay audit -- ${url}`);
  }
  if (!URL.canParse(url)) usage('the url cannot be read; check host, port and escapes.');
  for (const name of ['env', 'cwd'] as const)
    if (argv[name] !== undefined) usage(`--${name} is for programs; a url takes --header and --bearer-env.`);
  registerUrl(url);
  return withHttp({ kind: 'http', url }, argv);
}

function withHttp(target: HttpTarget, argv: TargetArgs): Target {
  const headers = { ...target.headers, ...headersOf(argv) };
  if ((argv['client-cert'] === undefined) !== (argv['client-key'] === undefined))
    usage('--client-cert and --client-key belong together.');
  for (const replica of argv.replica ?? []) {
    if (!/^https?:\/\//i.test(replica) || !URL.canParse(replica)) usage(`--replica: "${replica}" is no http(s) url.`);
    registerUrl(replica);
  }
  return {
    ...target,
    headers,
    ...(argv.ca === undefined ? {} : { ca: pem('ca', argv.ca) }),
    ...(argv['client-cert'] === undefined ? {} : { clientCert: pem('client-cert', argv['client-cert']) }),
    ...(argv['client-key'] === undefined ? {} : { clientKey: pem('client-key', argv['client-key']) }),
    ...(argv.replica === undefined ? {} : { replicas: argv.replica }),
  };
}

function headersOf(argv: TargetArgs): Record<string, string> {
  const entries = (argv.header ?? []).map((line): [string, string] => {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return usage("--header: 'Name: value' is expected.");
    registerSecret(value);
    return [name, value];
  });
  const variable = argv['bearer-env'];
  if (variable !== undefined) {
    const token = process.env[variable];
    if (token === undefined || token.trim() === '')
      usage(`--bearer-env: the environment variable ${variable} is not set.`);
    registerSecret(token);
    entries.push(['Authorization', `Bearer ${(token ?? '').trim()}`]);
  }
  return Object.fromEntries(entries);
}

function pem(option: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return usage(`--${option}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
  if (!text.includes('-----BEGIN')) usage(`--${option}: ${file} holds no PEM block.`);
  return text;
}
