// Installs one published server, pinned and alone in a folder of the cache; nothing of it is run by the installation.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, programOf, type PublishedServer } from './list.ts';

/** @returns why it could not be installed; `undefined` where it is there. */
export function install(server: PublishedServer): string | undefined {
  const folder = folderOf(server);
  const done = join(folder, 'installed');
  if (existsSync(done)) return undefined;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = {
    private: true,
    dependencies: { [server.package]: server.version },
    ...(server.overrides === undefined ? {} : { overrides: server.overrides }),
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'],
    { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], timeout: 600_000 },
  );
  if (status !== 0) return stderr.trim().split('\n').slice(0, 2).join(' ') || 'npm gave no reason';
  if (!existsSync(programOf(server))) return `the package has no ${server.program}`;
  writeFileSync(done, '');
  return undefined;
}
