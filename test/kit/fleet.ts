// A client file of many servers, half of them broken in every way that a configuration goes wrong in practice.

import { fileURLToPath } from 'node:url';

const CHEAP = fileURLToPath(new URL('../../fixtures/many-tools/main.mjs', import.meta.url));
const node = (source: string): object => ({ command: process.execPath, args: ['-e', source] });

/** Each ends or hangs in a way of its own; nothing listens at the discard port. */
export const BROKEN: Readonly<Record<string, object>> = {
  'not there': { command: '/no/such/program' },
  'no folder': { command: process.execPath, args: [CHEAP, '1'], cwd: '/no/such/folder' },
  'ends at once': node('process.exit(3)'),
  throws: node('throw new Error("no database")'),
  'talks nonsense': node('setInterval(()=>console.log("Listening on port 3000"),100)'),
  'says nothing': node('setInterval(()=>{},1000)'),
  'answers with an error': node(
    'require("readline").createInterface({input:process.stdin}).on("line",(l)=>console.log(JSON.stringify({jsonrpc:"2.0",id:JSON.parse(l).id,error:{code:-32603,message:"no"}})))',
  ),
  'nobody listens': { url: 'http://127.0.0.1:9/mcp' },
};

/** `mcpServers` with `count` entries; every second one is broken. */
export function fleetOf(count: number): Readonly<Record<string, object>> {
  const broken = Object.entries(BROKEN);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const [why = '', entry = {}] = broken[Math.floor(index / 2) % broken.length] ?? [];
      return index % 2 === 0
        ? [`good ${index}`, { command: process.execPath, args: [CHEAP, '3'] }]
        : [`${why} ${index}`, entry];
    }),
  );
}
