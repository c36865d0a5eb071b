// What is wrong with each server of a client file, by rule.

import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ClientFile, ClientServer } from '../config/client-file.ts';
import type { Path } from '../config/source.ts';
import { hostAllowed, standingOf } from './allowlist.ts';
import { installedPackage } from './installed.ts';
import { readLine } from './launch.ts';
import type { Launch } from './launch.ts';
import type { LintRuleName } from './rules.ts';
import { credentialArguments, hasUrlCredential, isNamedCredential, isNamedHeader } from './secrets.ts';

export interface Lint {
  readonly rule: LintRuleName;
  readonly server: string;
  readonly path: Path;
  readonly got: string;
  readonly want: string;
  readonly key: string;
}

export interface LintOptions {
  /** Packages, images and hosts that may be named; `undefined` where nothing is said. */
  readonly allowed: readonly string[] | undefined;
}

const texts = (value: unknown): readonly (readonly [string, string])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) =>
        typeof one === 'string' || typeof one === 'number' ? [[key, String(one)] as const] : [],
      )
    : [];

export function lintServers(file: ClientFile, options: LintOptions): readonly Lint[] {
  const found = file.servers.flatMap((server) => lintServer(file, server, options));
  const secret = found.some(({ rule }) => rule === 'plaintext-credentials');
  return [...found, ...lintMode(file.source.file, secret)];
}

function lintServer(file: ClientFile, server: ClientServer, options: LintOptions): readonly Lint[] {
  const { entry } = server;
  const args = Array.isArray(entry['args']) ? (entry['args'] as readonly unknown[]).map(String) : [];
  const command = typeof entry['command'] === 'string' ? entry['command'] : '';
  const line = command === '' ? { launches: [], shell: undefined } : readLine(command, args);
  return [
    ...(line.shell === undefined ? [] : [shell(server, line.shell)]),
    ...line.launches.flatMap((launch) => [
      ...pinning(server, launch),
      ...allowance(server, launch, options),
      ...atHand(file, server, launch),
    ]),
    ...(command !== '' && line.launches.length === 0 ? unlistedProgram(server, command, options) : []),
    ...credentials(server, args),
    ...remotes(server, args, options),
  ];
}

const lint = (rule: LintRuleName, server: ClientServer, inside: Path, got: string, want: string): Lint => ({
  rule,
  server: server.name,
  path: [...server.path, ...inside],
  got: `${server.name}: ${got}`,
  want,
  key: [server.name, ...inside].join('.'),
});

const wordPath = (word: number): Path => (word === 0 ? ['command'] : ['args', word - 1]);

const shell = (server: ClientServer, program: string): Lint =>
  lint(
    'shell-commands',
    server,
    ['command'],
    `the command goes through ${program}`,
    'a program and its arguments, with no shell between',
  );

const SPELLED: Readonly<Record<Launch['kind'], string>> = {
  npm: '<package>@1.2.3',
  jsr: '<package>@1.2.3',
  pypi: '<package>==1.2.3',
  go: '<module>@v1.2.3',
  image: '<image>@sha256:…',
  git: 'a commit of 40 digits',
};

function pinning(server: ClientServer, launch: Launch): readonly Lint[] {
  if (launch.pinned) return [];
  const rule =
    launch.kind === 'image' && launch.version !== undefined && launch.version !== 'latest'
      ? 'image-by-tag'
      : 'unpinned-packages';
  const how = launch.version === undefined ? 'no version' : `"${launch.version}"`;
  return [lint(rule, server, wordPath(launch.word), `${launch.kind} ${launch.name} with ${how}`, SPELLED[launch.kind])];
}

function allowance(server: ClientServer, launch: Launch, { allowed }: LintOptions): readonly Lint[] {
  if (allowed === undefined) return [];
  const standing = standingOf(launch, allowed);
  if (standing === 'allowed') return [];
  const got =
    standing === 'another version'
      ? `${launch.name} in version ${launch.version ?? '(any)'}, which is not the one allowed`
      : `${launch.name} is not on the allowlist`;
  return [
    lint(
      'off-allowlist',
      server,
      wordPath(launch.word),
      got,
      'a server of the allowlist, in the version that it names',
    ),
  ];
}

/** A program that is no known runner: a local file is allowed by its own name. */
function unlistedProgram(server: ClientServer, command: string, { allowed }: LintOptions): readonly Lint[] {
  if (
    allowed === undefined ||
    allowed.some((entry) => entry === command || (entry.endsWith('*') && command.startsWith(entry.slice(0, -1))))
  )
    return [];
  return [
    lint(
      'off-allowlist',
      server,
      ['command'],
      `the program ${command} is not on the allowlist`,
      'a server of the allowlist',
    ),
  ];
}

function atHand(file: ClientFile, server: ClientServer, launch: Launch): readonly Lint[] {
  if (launch.kind !== 'npm') return [];
  const installed = installedPackage(launch.name, dirname(resolve(file.source.file)));
  if (installed === undefined) return [];
  const at = wordPath(launch.word);
  const found: Lint[] = [];
  const version = launch.version?.replace(/^[=v]+/, '');
  if (installed.lockedVersion !== undefined && installed.integrity === undefined)
    found.push(
      lint(
        'lock-integrity',
        server,
        at,
        `${launch.name} has no integrity in ${installed.lockfile}`,
        'an integrity hash in the lockfile',
      ),
    );
  if (installed.resolved !== undefined && /^http:/i.test(installed.resolved))
    found.push(
      lint('lock-integrity', server, at, `${launch.name} is locked to an address without TLS`, 'a registry with https'),
    );
  if (launch.pinned && installed.lockedVersion !== undefined && installed.lockedVersion !== version)
    found.push(
      lint(
        'lock-integrity',
        server,
        at,
        `${launch.name} ${version} here, ${installed.lockedVersion} in ${installed.lockfile}`,
        'one version in both',
      ),
    );
  if (installed.scripts.length > 0 || installed.lockSaysScripts === true)
    found.push(
      lint(
        'install-scripts',
        server,
        at,
        `${launch.name} runs ${installed.scripts.join(', ') || 'scripts'} when it is installed`,
        'a package without install scripts, or installed with --ignore-scripts',
      ),
    );
  return found;
}

const IN_PLAIN = 'a reference to the environment (${env:NAME}, ${input:id}) or to a secret store';

function credentials(server: ClientServer, args: readonly string[]): readonly Lint[] {
  const { entry } = server;
  const put = (inside: Path, got: string): Lint => lint('plaintext-credentials', server, inside, got, IN_PLAIN);
  const found: Lint[] = [];
  for (const [name, value] of texts(entry['env']))
    if (isNamedCredential(name, value) || hasUrlCredential(value))
      found.push(put(['env', name], `the environment variable ${name} holds a credential in plain text`));
  for (const [name, value] of texts(entry['headers']))
    if (isNamedHeader(name, value))
      found.push(put(['headers', name], `the header ${name} holds a credential in plain text`));
  for (const index of credentialArguments(args))
    found.push(put(['args', index], `argument ${index + 1} holds a credential in plain text`));
  for (const key of ['url', 'serverUrl', 'httpUrl']) {
    const value = entry[key];
    if (typeof value === 'string' && hasUrlCredential(value))
      found.push(put([key], 'the url holds a credential in plain text'));
  }
  return found;
}

const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|.*\.localhost)$/i.test(host);

function remotes(server: ClientServer, args: readonly string[], { allowed }: LintOptions): readonly Lint[] {
  const { entry } = server;
  const given: (readonly [Path, string])[] = ['url', 'serverUrl', 'httpUrl'].flatMap((key) =>
    typeof entry[key] === 'string' ? [[[key], entry[key] as string] as const] : [],
  );
  // Bridges (mcp-remote, supergateway) take the remote as an argument.
  args.forEach((arg, index) => {
    if (/^https?:\/\//i.test(arg)) given.push([['args', index], arg]);
  });
  return given.flatMap(([inside, text]): Lint[] => {
    if (!URL.canParse(text)) return [];
    const url = new URL(text);
    const found: Lint[] = [];
    if (url.protocol === 'http:' && !isLoopback(url.hostname))
      found.push(
        lint('http-remotes', server, inside, `${url.host} is spoken to without TLS`, 'https, or a loopback address'),
      );
    if (allowed !== undefined && inside[0] !== 'args' && !isLoopback(url.hostname) && !hostAllowed(url, allowed))
      found.push(
        lint('off-allowlist', server, inside, `${url.host} is not on the allowlist`, 'a host of the allowlist'),
      );
    return found;
  });
}

/** Who else may read or write the file; meaningless where the system has no such bits. */
function lintMode(file: string, secret: boolean): readonly Lint[] {
  if (process.platform === 'win32') return [];
  const mode = statSync(file).mode & 0o777;
  const shown = mode.toString(8).padStart(3, '0');
  const put = (got: string, want: string): Lint => ({
    rule: 'loose-permissions',
    server: '',
    path: [],
    got,
    want,
    key: 'file',
  });
  if ((mode & 0o002) !== 0) return [put(`everybody may write the file (mode ${shown})`, 'mode 600 or 644')];
  if (secret && (mode & 0o044) !== 0)
    return [put(`others may read the file and the credentials in it (mode ${shown})`, 'mode 600')];
  return [];
}
