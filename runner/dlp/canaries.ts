// Plants fake secrets around a child process: in its environment, and on request in a home and a working directory that
// look like the real ones. Nothing is written where the user works: both are made of links, and gone afterwards.

import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Surrounding } from '../../suites/dlp/canary.ts';
import { plantedValue, SURROUNDINGS } from '../../suites/dlp/canary.ts';
import type { AuditOptions } from '../options.ts';
import type { StdioTarget, Target } from '../target.ts';

export interface Planted {
  readonly target: Target;
  readonly around: readonly Surrounding[];
  remove(): void;
}

const selected = ({ suites, rules }: AuditOptions): boolean =>
  (suites === undefined || suites.includes('dlp')) &&
  (rules === undefined || rules.some((rule) => /^(?:dlp\/|\*)/.test(rule)));

export function plant(target: Target, options: AuditOptions, seed: number): Planted {
  const how = options.plant ?? 'environment';
  if (target.kind !== 'stdio' || how === 'none' || !selected(options))
    return { target, around: [], remove: () => undefined };
  const folders: string[] = [];
  const around: Surrounding[] = ['environment'];
  const environment: Record<string, string> = { ...target.env };
  for (const { where, name } of SURROUNDINGS)
    if (where === 'environment') environment[name] ??= plantedValue(seed, where, name);
  let { cwd } = target;
  try {
    if (how === 'all') {
      const home = environment['HOME'] === undefined ? mirror(homedir(), 'home', seed, folders) : undefined;
      if (home !== undefined) {
        environment['HOME'] = home;
        around.push('home');
      }
      const directory = movable(target) ? mirror(resolve(cwd ?? '.'), 'directory', seed, folders) : undefined;
      if (directory !== undefined) {
        cwd = directory;
        around.push('directory');
      }
    }
  } catch {
    // a disk that is full or a home that cannot be read: what stands is planted
  }
  return {
    target: { ...target, env: environment, ...(cwd === undefined ? {} : { cwd }) },
    around,
    remove: () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })),
  };
}

/** A program that is told to work in its directory, or beside it, has to have the real one. */
const movable = ({ args, command, cwd }: StdioTarget): boolean => {
  const real = resolve(cwd ?? '.');
  return ![command, ...args].some(
    (word) => /(?:^|[=/])\.{1,2}\/?$|(?:^|=)\.\.\//.test(word) || resolve(real, word) === real,
  );
};

/** Entries of a directory that are linked; one with more is left alone. */
const MOST = 3000;

/** A directory of links to everything in another, with the canaries that do not stand in the way of anything there. */
function mirror(real: string, where: Surrounding, seed: number, folders: string[]): string | undefined {
  const entries = existsSync(real) ? readdirSync(real) : [];
  if (entries.length > MOST) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'assay-canary-'));
  folders.push(folder);
  const files = SURROUNDINGS.filter((one) => one.where === where && !existsSync(join(real, one.name)));
  const opened = new Set(files.map(({ name }) => dirname(name)).filter((name) => name !== '.'));
  for (const entry of entries)
    if (!opened.has(entry) || !isFolder(join(real, entry))) symlinkSync(join(real, entry), join(folder, entry));
  for (const name of opened) {
    if (existsSync(join(folder, name))) continue;
    mkdirSync(join(folder, name), { mode: 0o700 });
    if (existsSync(join(real, name)))
      for (const entry of readdirSync(join(real, name)))
        symlinkSync(join(real, name, entry), join(folder, name, entry));
  }
  for (const { name, content } of files) {
    const text = content.replace('%', plantedValue(seed, where, name));
    writeFileSync(join(folder, name), text, { mode: 0o600, flag: 'wx' });
  }
  return folder;
}

const isFolder = (path: string): boolean => lstatSync(path).isDirectory();
