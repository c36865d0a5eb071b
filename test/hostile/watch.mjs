// Loaded into the assay process before anything else: notes whom it connects to, and at its end how much memory it held.

import { appendFileSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { isMainThread } from 'node:worker_threads';

const file = process.env['ASSAY_WATCH'];
const note = (line) => appendFileSync(file, `${line}\n`);

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function watched(...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  const { port, host = 'localhost', path } = typeof first === 'object' ? first : { port: first, host: args[1] };
  note(`connect ${path ?? `${host}:${port}`}`);
  return connect.apply(this, args);
};

/** MiB. What `getrusage` says begins with what the parent held when it forked; the kernel's own mark does not. */
function peak() {
  try {
    return Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024);
  } catch {
    return Math.round(process.resourceUsage().maxRSS / 1024);
  }
}

if (isMainThread) process.on('exit', () => note(`peak ${peak()}`));
