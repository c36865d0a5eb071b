// What proves an attack: a listener on loopback that nobody else knows of, and a file that nobody was told of.
//
// A request that reaches the listener with an unguessable path was made by whoever was given that path. The text of the
// file is random, so whoever shows it has read it. Both live for one recording and leave nothing behind.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import type { ActiveFacts } from '../../suites/kernel/recording.ts';
import type { Target } from '../target.ts';
import type { Recorder } from '../wire/recorder.ts';

export interface Oracles {
  readonly facts: ActiveFacts;
  close(): Promise<void>;
}

/** Frames of the listener: what it hears belongs to no connection of ours. */
export const LISTENER = 'listener';

/** Requests kept; a target that is made to ask more has shown enough. */
const HEARD = 200;

/** `undefined` where the target is on another machine: it reaches neither our loopback nor our files. */
export async function openOracles(target: Target, recorder: Recorder): Promise<Oracles | undefined> {
  if (target.kind === 'http' && !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u.test(new URL(target.url).hostname))
    return undefined;
  const folder = canaryFolder(target);
  if (folder === undefined) return undefined;
  const path = join(folder, 'note.txt');
  const content = `assay-canary-${randomBytes(12).toString('hex')}`;
  writeFileSync(path, `${content}\n`, { mode: 0o644 });
  const server = await listen(recorder);
  const { port } = server.address() as AddressInfo;
  return {
    facts: { port, token: randomBytes(12).toString('hex'), canary: { path, content } },
    async close() {
      rmSync(folder, { recursive: true, force: true });
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Reads of what the operator gave the target are no traversal: the file lies outside everything its command line names. */
export function canaryFolder(target: Target): string | undefined {
  const given = target.kind === 'stdio' ? [...target.args, ...Object.values(target.env ?? {})] : [];
  const roots = given
    .flatMap((word) => word.split(/[=,:]/u))
    .filter((word) => /^(?:\/|[A-Za-z]:\\|~|\.)/u.test(word))
    .map((word) => resolve(word.replace(/^~/u, homedir())));
  for (const place of ['/dev/shm', '/var/tmp', tmpdir(), homedir()]) {
    if (!existsSync(place) || roots.some((root) => inside(resolve(place), root))) continue;
    try {
      return mkdtempSync(join(place, 'assay-'));
    } catch {
      // not writable: the next one
    }
  }
  return undefined;
}

const inside = (path: string, root: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);

async function listen(recorder: Recorder): Promise<Server> {
  let heard = 0;
  const server = createServer((request, response) => {
    if ((heard += 1) <= HEARD) {
      const path = (request.url ?? '/').slice(0, 500);
      recorder.frame({
        lane: LISTENER,
        origin: 'target',
        via: 'head',
        bytes: `${request.method ?? 'GET'} ${path} HTTP/${request.httpVersion}\r\nUser-Agent: ${request.headers['user-agent'] ?? ''}`,
        parse: false,
        http: { url: path, method: request.method ?? 'GET', headers: [] },
      });
    }
    response.writeHead(200, { 'Content-Type': 'text/plain', Connection: 'close' });
    response.end('assay\n');
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', done);
  });
  return server;
}
