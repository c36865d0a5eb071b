// What any client needs at least: spawn a stdio server, initialize, call the list methods it declares.
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
const waiting = new Map();
let buffer = '';
child.stdout.on('data', (chunk) => {
  buffer += chunk;
  for (let end = buffer.indexOf('\n'); end !== -1; end = buffer.indexOf('\n')) {
    const message = JSON.parse(buffer.slice(0, end));
    buffer = buffer.slice(end + 1);
    waiting.get(message.id)?.(message);
  }
});
let id = 0;
const request = (method, params = {}) =>
  new Promise((resolve) => {
    id += 1;
    waiting.set(id, resolve);
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
  });
const clientInfo = { name: 'bare', version: '1' };
const opened = await request('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
const declared = opened.result.capabilities;
const methods = [
  ...(declared.tools ? ['tools/list'] : []),
  ...(declared.resources ? ['resources/list', 'resources/templates/list'] : []),
  ...(declared.prompts ? ['prompts/list'] : []),
];
for (const method of methods) await request(method);
child.kill('SIGKILL');
process.exit(0);
