// Audits one published server over one transport and writes the report; a process of its own, cut off from the network
// where the system allows it, so that nothing a server starts outlives it or reaches anyone.

import { writeFileSync } from 'node:fs';
import { run } from '../../runner/engine/run.ts';
import { publishedServers, type Way } from './list.ts';
import { start } from './start.ts';

const [name = '', way = 'stdio', file = ''] = process.argv.slice(2);
const [server] = publishedServers([name]);
if (server === undefined) throw new Error(`there is no ${name}`);
const { target, close } = await start(server, way as Way);
try {
  const report = await run(target, { seed: 1, timeoutMs: 20_000 });
  writeFileSync(file, JSON.stringify(report, undefined, 1));
} finally {
  close();
}
process.exit(0);
