// stdio, over any pair of streams: one message a line.

import type { Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { connect, type Connection, type Dict, type Loose, type Server, take } from './server.ts';

export interface Serving {
  readonly connection: Connection;
  stop(): void;
}

export function serveLines(server: Server, stdin: Readable, stdout: Writable, exit: (code: number) => void): Serving {
  let over = false;
  const end = (code: number): void => {
    if (over) return;
    over = true;
    for (const abort of connection.running.values()) abort.abort();
    server.connections.delete(connection);
    exit(code);
  };
  const write = (data: Loose): void => {
    if (!over) stdout.write(data);
  };
  const put = (message: Dict): void => write(server.lines['encode'](message));
  const connection = connect(
    (message) => {
      const last = server.out(message, connection);
      if (last !== undefined) put(last);
    },
    () => end(1),
  );
  connection.notes.set('write', write);
  server.connections.add(connection);
  server.lines['start']?.(write, connection);
  const decoder = new StringDecoder('utf8');
  let held = '';
  stdin.on('data', (chunk: Buffer | string) => {
    const text = typeof chunk === 'string' ? chunk : decoder.write(chunk);
    const parts: string[] = server.lines['split']?.(text) ?? (held + text).split('\n');
    held = server.lines['split'] === undefined ? (parts.pop() ?? '') : '';
    for (const line of parts) if (line.trim() !== '') void readLine(server, connection, line, put);
  });
  stdin.on('end', () => server.lines['eof'] !== false && end(0));
  stdout.on('error', () => end(0));
  return { connection, stop: () => server.lines['sigterm'] !== false && end(0) };
}

async function readLine(server: Server, connection: Connection, line: string, put: (message: Dict) => void) {
  let value: Loose;
  try {
    value = JSON.parse(line);
  } catch {
    const reply = server.unreadable(line, connection);
    const last = reply === undefined ? undefined : server.out(reply, connection);
    if (last !== undefined) put(last);
    return;
  }
  if (!Array.isArray(value)) return take(server, connection, value, put);
  const { messages, refusal } = batchOf(server, connection, value);
  if (refusal !== undefined) return put(refusal);
  const replies = await takeAll(server, connection, messages, put);
  if (replies.length > 0) put(replies as Loose);
}

export function batchOf(
  server: Server,
  connection: Connection,
  value: Loose[],
): { readonly messages: Loose[]; readonly refusal?: Dict } {
  if (server.batches(connection, value) && value.length > 0) return { messages: value };
  const refusal = server.invalid(value, connection);
  return refusal === undefined ? { messages: [] } : { messages: [], refusal };
}

/** All members of a batch; their responses come together, everything else at once. */
export async function takeAll(
  server: Server,
  connection: Connection,
  messages: Loose[],
  put: (message: Dict) => void,
): Promise<Dict[]> {
  const replies: Dict[] = [];
  const send = (message: Dict): void => void ('method' in message ? put(message) : replies.push(message));
  await Promise.all(messages.map((message) => take(server, connection, message, send)));
  return replies;
}
