// Which published package a command line starts, and its integrity where a lockfile here has it: read, never asked for.

import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, delimiter, join, resolve } from 'node:path';
import type { PackageFacts } from '../reporters/catalogue/record.ts';
import type { Target } from '../runner/target.ts';

const LAUNCHERS: Readonly<Record<string, string>> = { npx: 'npm', bunx: 'npm', pnpx: 'npm', uvx: 'pypi' };
/** Options of launchers that take a value. */
const VALUED = new Set(['--package', '-p', '--registry', '--cache', '--from', '--python', '--with']);

export function packageFacts(target: Target): PackageFacts | undefined {
  if (target.kind !== 'stdio') return undefined;
  const cwd = target.cwd ?? process.cwd();
  const registry = LAUNCHERS[basename(target.command).replace(/\.(?:cmd|exe)$/, '')];
  if (registry !== undefined) return fromLauncher(registry, target.args);
  const program = /^(?:node|bun|deno)(?:\.exe)?$/.test(basename(target.command))
    ? target.args.find((arg) => !arg.startsWith('-'))
    : onPath(target.command, cwd);
  return program === undefined ? undefined : fromInstalled(resolve(cwd, program));
}

function fromLauncher(registry: string, args: readonly string[]): PackageFacts | undefined {
  const named = args.findIndex((arg) => arg === '--package' || arg === '-p' || arg === '--from');
  const first = args.findIndex((arg, index) => !arg.startsWith('-') && !VALUED.has(args[index - 1] ?? ''));
  const spec = named >= 0 ? args[named + 1] : args[first];
  const [, identifier, version] = /^(@?[^@=]+)(?:@|==)?(.*)$/.exec(spec ?? '') ?? [];
  if (identifier === undefined || identifier === '') return undefined;
  const exact = /^\d/.test(version ?? '') ? version : undefined;
  return { registry, identifier, ...(exact === undefined ? {} : { version: exact }) };
}

function onPath(command: string, cwd: string): string | undefined {
  if (command.includes('/')) return command;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => resolve(cwd, folder, command)).find((file) => existsSync(file));
}

/** The package that a file below `node_modules` belongs to; a server of the project itself is no published package. */
function fromInstalled(file: string): PackageFacts | undefined {
  let path: string;
  try {
    path = realpathSync(file).replaceAll('\\', '/');
  } catch {
    return undefined;
  }
  const [, root, name] = /^(.*)\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
  if (root === undefined || name === undefined || name === '.bin') return undefined;
  const manifest = readJson(join(root, 'node_modules', name, 'package.json')) as { version?: string } | undefined;
  const lock = readJson(join(root, 'node_modules', '.package-lock.json')) as
    { packages?: Record<string, { version?: string; integrity?: string }> } | undefined;
  const locked = lock?.packages?.[`node_modules/${name}`];
  const version = manifest?.version ?? locked?.version;
  const integrity = locked?.version === version ? locked?.integrity : undefined;
  return {
    registry: 'npm',
    identifier: name,
    ...(version === undefined ? {} : { version }),
    ...(integrity === undefined ? {} : { integrity }),
  };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
