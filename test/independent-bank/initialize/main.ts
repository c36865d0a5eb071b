// The server as a real process, for the faults that only a process can have: `main.ts <shape> [mutant]`.

import { serveLines } from './lines.ts';
import { mutants } from './mutants/all.ts';
import { makeServer, type Shape } from './shape.ts';

const [shape = 'tools', name] = process.argv.slice(2);
const server = makeServer(shape as Shape);
if (name !== undefined) mutants.find((one) => one.id === name)?.plant(server);
const serving = serveLines(server, process.stdin, process.stdout, (code) => process.exit(code));
process.on('SIGTERM', () => serving.stop());
