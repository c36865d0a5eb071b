// What is at hand of an npm server: its entry in the nearest lockfile, and the package in node_modules.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Installed {
  /** The lockfile that names the package. */
  readonly lockfile?: string;
  readonly lockedVersion?: string;
  readonly integrity?: string;
  /** Where the lockfile says it comes from. */
  readonly resolved?: string;
  readonly lockSaysScripts?: boolean;
  readonly version?: string;
  /** Scripts that run when the package is installed. */
  readonly scripts: readonly string[];
}

const INSTALLING = ['preinstall', 'install', 'postinstall'];

type Loose = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);

function readJson(file: string): Loose | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The folder and those above it. */
function* upwards(folder: string): Generator<string> {
  let here = folder;
  for (let depth = 0; depth < 32; depth += 1) {
    yield here;
    const parent = dirname(here);
    if (parent === here) return;
    here = parent;
  }
}

export function installedPackage(name: string, folder: string): Installed | undefined {
  let found: Installed = { scripts: [] };
  for (const here of upwards(folder)) {
    if (found.lockfile === undefined) found = { ...found, ...lockEntry(join(here, 'package-lock.json'), name) };
    if (found.version === undefined)
      found = { ...found, ...packageEntry(join(here, 'node_modules', ...name.split('/')), found.scripts) };
  }
  return found.lockfile === undefined && found.version === undefined ? undefined : found;
}

function lockEntry(file: string, name: string): Partial<Installed> {
  if (!existsSync(file)) return {};
  const packages = readJson(file)?.['packages'];
  const entry = isMap(packages) ? packages[`node_modules/${name}`] : undefined;
  if (!isMap(entry)) return {};
  const text = (key: string): string | undefined =>
    typeof entry[key] === 'string' ? (entry[key] as string) : undefined;
  const [version, integrity, resolved] = [text('version'), text('integrity'), text('resolved')];
  return {
    lockfile: file,
    ...(version === undefined ? {} : { lockedVersion: version }),
    ...(integrity === undefined ? {} : { integrity }),
    ...(resolved === undefined ? {} : { resolved }),
    ...(entry['hasInstallScript'] === true ? { lockSaysScripts: true } : {}),
  };
}

function packageEntry(folder: string, scripts: readonly string[]): Partial<Installed> {
  const manifest = readJson(join(folder, 'package.json'));
  if (manifest === undefined) return {};
  const version = manifest['version'];
  const own = isMap(manifest['scripts']) ? manifest['scripts'] : {};
  return {
    ...(typeof version === 'string' ? { version } : {}),
    scripts: [...new Set([...scripts, ...INSTALLING.filter((name) => typeof own[name] === 'string')])],
  };
}
