// Other tools that do a part of the same job, pinned; installed in the cache beside the published servers, never as dependencies.
// @mcpjam/cli is not among them: without a key for a model it has no command that asks a server anything (1.1.6).

import { existsSync } from 'node:fs';
import { install } from '../../test/real-servers/install.ts';
import { folderOf, programOf, type PublishedServer } from '../../test/real-servers/list.ts';

export interface Peer extends PublishedServer {
  /** Lists the tools of an HTTP server: the smallest thing that all of them do. */
  readonly listTools: (url: string) => readonly string[];
}

export const PEERS: readonly Peer[] = [
  {
    name: 'inspector',
    package: '@modelcontextprotocol/inspector',
    version: '1.0.3',
    program: 'cli/build/cli.js',
    listTools: (url) => ['--cli', url, '--transport', 'http', '--method', 'tools/list'],
  },
];

/** Where it can be run; installed only where BENCH_PEERS=1 asks for it. */
export function peerProgram(peer: Peer): string | undefined {
  if (process.env['BENCH_PEERS'] === '1') {
    const why = install(peer);
    if (why !== undefined) console.log(`  ${peer.name} could not be installed: ${why}`);
  }
  return existsSync(`${folderOf(peer)}/installed`) ? programOf(peer) : undefined;
}
