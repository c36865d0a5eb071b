// Servers as the users' own clients start them: Claude Desktop, Claude Code, Cursor (`mcpServers`), VS Code (`servers`).

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { registerSecret } from '../engine/mask.ts';
import type { Target } from '../target.ts';
import { expand } from './expand.ts';
import { registerArgumentSecrets, registerUrl } from './secrets.ts';
import { type Path, readSource, type Source } from './source.ts';

/** One server of a client file, as written there. */
export interface ClientServer {
  readonly name: string;
  readonly path: Path;
  readonly entry: Readonly<Record<string, unknown>>;
  readonly disabled: boolean;
}

export interface ClientFile {
  readonly source: Source;
  readonly servers: readonly ClientServer[];
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where clients keep their servers: `mcpServers` most of them, `servers` VS Code, `mcp.servers` its user settings, `context_servers` Zed. */
const PLACES: readonly Path[] = [['mcpServers'], ['servers'], ['mcp', 'servers'], ['context_servers']];

function atPath(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (isMap(inner) ? inner[String(key)] : undefined), value);
}

/** @throws ConfigError */
export function readClientFile(file: string): ClientFile {
  const source = readSource(file, 'a client file with mcpServers or servers');
  const place = PLACES.find((path) => isMap(atPath(source.value, path)));
  if (place === undefined)
    return source.fail([], 'there is no "mcpServers" (Claude, Cursor) and no "servers" (VS Code) map in this file');
  const map = atPath(source.value, place) as Record<string, unknown>;
  const servers = Object.entries(map).map(([name, entry]): ClientServer => {
    const path = [...place, name];
    if (!isMap(entry)) return source.fail(path, `${path.join('.')}: a map with "command" or "url" is expected`);
    return { name, path, entry, disabled: entry['disabled'] === true || entry['enabled'] === false };
  });
  if (servers.length === 0) source.fail(place, `${place.join('.')}: no server is named in this file`);
  return { source, servers };
}

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The target that a client would start; its credentials are known to the masker. @throws ConfigError */
export function targetOf(file: ClientFile, server: ClientServer, surroundings: Surroundings): Target {
  const { source } = file;
  const { entry, path } = server;
  const fill = (value: unknown, ...inside: Path): string => {
    const where = [...path, ...inside];
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return source.fail(where, `${where.join('.')}: a text is expected`);
    const { text, missing } = expand(String(value), (name) => lookUp(name, source.file, surroundings));
    if (missing !== undefined) source.fail(where, missingMessage(where, missing));
    return text;
  };
  const url = entry['url'] ?? entry['serverUrl'] ?? entry['httpUrl'];
  if (url !== undefined) return httpTarget(source, server, fill(url, 'url'), fill);
  if (entry['command'] === undefined)
    return source.fail(
      path,
      `${path.join('.')}: neither "command" nor "url" is given, so there is nothing to start or call`,
    );
  return stdioTarget(source, server, fill);
}

type Fill = (value: unknown, ...inside: Path) => string;

function texts(source: Source, server: ClientServer, key: string, fill: Fill): Record<string, string> {
  const value = server.entry[key];
  if (value === undefined || value === null) return {};
  if (!isMap(value)) return source.fail([...server.path, key], `${[...server.path, key].join('.')}: a map is expected`);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([name, item]) => [name, fill(item, key, name)]),
  );
}

function httpTarget(source: Source, server: ClientServer, url: string, fill: Fill): Target {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    source.fail([...server.path, 'url'], `${[...server.path, 'url'].join('.')}: an http(s) url is expected`);
  registerUrl(url);
  const headers = texts(source, server, 'headers', fill);
  for (const value of Object.values(headers)) registerSecret(value);
  return { kind: 'http', url, headers };
}

function stdioTarget(source: Source, server: ClientServer, fill: Fill): Target {
  const { entry, path } = server;
  const listed = entry['args'] ?? [];
  if (!Array.isArray(listed))
    return source.fail([...path, 'args'], `${[...path, 'args'].join('.')}: a list is expected`);
  const args = listed.map((arg, index) => fill(arg, 'args', index));
  registerArgumentSecrets(args);
  const env = { ...envFile(source, server, fill), ...texts(source, server, 'env', fill) };
  for (const value of Object.values(env)) registerSecret(value);
  const folder = workspaceOf(source.file);
  const inProject = ['.vscode', '.cursor'].includes(basename(dirname(resolve(source.file))));
  const cwd =
    entry['cwd'] === undefined ? (inProject ? folder : undefined) : resolve(folder, fill(entry['cwd'], 'cwd'));
  return {
    kind: 'stdio',
    command: fill(entry['command'], 'command'),
    args,
    env,
    ...(cwd === undefined ? {} : { cwd }),
  };
}

/** `envFile` of VS Code: lines of `NAME=value`. */
function envFile(source: Source, server: ClientServer, fill: Fill): Record<string, string> {
  const given = server.entry['envFile'];
  if (given === undefined) return {};
  const file = resolve(workspaceOf(source.file), fill(given, 'envFile'));
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    return source.fail([...server.path, 'envFile'], `${[...server.path, 'envFile'].join('.')}: ${file} cannot be read`);
  }
  const lines = content.split(/\r?\n/).map((line) => /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line));
  return Object.fromEntries(
    lines.flatMap((line) => (line === null ? [] : [[line[1] ?? '', (line[2] ?? '').replace(/^(['"])(.*)\1$/, '$2')]])),
  );
}

/** The folder that a project's client file speaks of: above `.vscode` or `.cursor`, else where the file is. */
function workspaceOf(file: string): string {
  const folder = dirname(resolve(file));
  return ['.vscode', '.cursor'].includes(basename(folder)) ? dirname(folder) : folder;
}

function lookUp(name: string, file: string, { env }: Surroundings): string | undefined {
  if (name === 'workspaceFolder' || name === 'projectRoot') return workspaceOf(file);
  if (name === 'workspaceFolderBasename') return basename(workspaceOf(file));
  if (name === 'userHome') return homedir();
  if (name === 'pathSeparator' || name === '/') return '/';
  const input = /^input:(.*)$/.exec(name)?.[1];
  const value = env[input === undefined ? name : inputVariable(input)];
  if (input !== undefined) registerSecret(value);
  return value;
}

/** Editors ask the user for an input; here it comes from the environment. */
const inputVariable = (id: string): string => `ASSAY_INPUT_${id.toUpperCase().replace(/\W/g, '_')}`;

function missingMessage(where: Path, missing: string): string {
  const input = /^input:(.*)$/.exec(missing)?.[1];
  const variable = input === undefined ? missing.replace(/^env:/, '') : inputVariable(input);
  const kind = input === undefined ? 'is not set' : `is not set; the editor would ask for "${input}"`;
  return `${where.join('.')}: the environment variable ${variable} ${kind}`;
}
