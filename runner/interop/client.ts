// A program of its own: one official SDK client connects, lists and calls, and says how far it came.
//
// Only the SDK that is asked for is loaded. What to do is read as one JSON line from stdin, so that no credential stands in
// a command line; what came of it is written as one JSON line.

import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { Asked, Step, Told } from './shape.ts';

interface Page {
  readonly tools: readonly unknown[];
  readonly nextCursor?: string | undefined;
}

/** What both clients have in common, as far as it is needed here. */
interface Spoken {
  connect(): Promise<unknown>;
  list(cursor: string | undefined): Promise<Page>;
  call(name: string, args: Record<string, unknown>): Promise<unknown>;
}

const IDENTITY = { name: 'assay-interop', version: '1.0.0' };
const PAGES = 5;

async function first({ target, timeoutMs: timeout }: Asked): Promise<Spoken> {
  const { Client: Client1 } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { StdioClientTransport: Stdio1 } = await import('@modelcontextprotocol/sdk/client/stdio.js');
  const { StreamableHTTPClientTransport: Http1 } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const client = new Client1(IDENTITY);
  const transport =
    target.kind === 'http'
      ? (new Http1(new URL(target.url), { requestInit: { headers: { ...target.headers } } }) as Transport)
      : new Stdio1({ ...target.process, args: [...target.process.args], stderr: 'ignore' });
  return {
    connect: () => client.connect(transport, { timeout }),
    list: (cursor) => client.listTools(cursor === undefined ? {} : { cursor }, { timeout }),
    call: (name, args) => client.callTool({ name, arguments: args }, undefined, { timeout }),
  };
}

async function second({ target, mode, timeoutMs: timeout }: Asked): Promise<Spoken> {
  const { Client: Client2, StreamableHTTPClientTransport: Http2 } = await import('@modelcontextprotocol/client');
  const { StdioClientTransport: Stdio2 } = await import('@modelcontextprotocol/client/stdio');
  const client = new Client2(IDENTITY, { versionNegotiation: { mode } });
  const transport =
    target.kind === 'http'
      ? new Http2(new URL(target.url), { requestInit: { headers: { ...target.headers } } })
      : new Stdio2({ ...target.process, args: [...target.process.args], stderr: 'ignore' });
  return {
    connect: () => client.connect(transport, { timeout }),
    list: (cursor) => client.listTools(cursor === undefined ? {} : { cursor }, { timeout }),
    call: (name, args) => client.callTool({ name, arguments: args }, { timeout }),
  };
}

async function play(asked: Asked): Promise<Told> {
  const done: Step[] = [];
  let step: Step = 'connect';
  try {
    const client = await (asked.sdk === 'sdk-1' ? first(asked) : second(asked));
    await client.connect();
    done.push(step);
    step = 'list';
    if (asked.lists) {
      let cursor: string | undefined;
      for (let page = 0; page < PAGES; page += 1) {
        cursor = (await client.list(cursor)).nextCursor;
        if (cursor === undefined) break;
      }
      done.push(step);
    }
    step = 'call';
    if (asked.call !== undefined) {
      await client.call(asked.call.name, { ...asked.call.arguments });
      done.push(step);
    }
    return { done };
  } catch (error) {
    return { done, failed: { step, message: messageOf(error), timedOut: isTimeout(error) } };
  }
}

const messageOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 1_000);

const isTimeout = (error: unknown): boolean =>
  /timed? ?out|timeout|abort|ECONNREFUSED|ECONNRESET|EMFILE|fetch failed/iu.test(messageOf(error));

let text = '';
for await (const chunk of process.stdin) {
  text += String(chunk);
  if (text.includes('\n')) break;
}
process.stdout.write(`${JSON.stringify(await play(JSON.parse(text) as Asked))}\n`, () => process.exit(0));
