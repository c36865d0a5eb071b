// A target that a malformed message ends: what ended it is told, and nothing else is held against it.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { run } from '../../../runner/engine/run.ts';

const opened: Server[] = [];
afterEach(() => opened.splice(0).forEach((one) => (one.close(), one.closeAllConnections())));

type Message = { readonly id?: number; readonly method?: string; readonly params?: { protocolVersion?: string } };

function answer({ id, method, params }: Message): object {
  const protocolVersion = params?.protocolVersion;
  const serverInfo = { name: 'frail', version: '1' };
  if (method === 'initialize') return { id, result: { protocolVersion, capabilities: { tools: {} }, serverInfo } };
  if (method === 'ping') return { id, result: {} };
  if (method === 'tools/list') return { id, result: { tools: [] } };
  return { id: id ?? null, error: { code: method === undefined ? -32600 : -32601, message: 'no' } };
}

/** Ends, as a program does that throws, when `deadly` comes. */
async function frail(deadly: string): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      if (body === deadly) return void (server.close(), server.closeAllConnections());
      let message: Message | null | undefined;
      try {
        message = JSON.parse(body) as Message | null;
      } catch {
        message = undefined;
      }
      if (message?.id === undefined && message?.method !== undefined) return void response.writeHead(202).end();
      const json = message === undefined ? { id: null, error: { code: -32700, message: 'no' } } : answer(message ?? {});
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ jsonrpc: '2.0', ...json }));
    });
  });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
}

const SURVIVES = 'conformance/jsonrpc/survives-malformed-input';
const rules = [SURVIVES, 'conformance/tools/name-format', 'conformance/logging/data-has-content'];

it('names the message that ended it', async () => {
  const options = { seed: 1, timeoutMs: 2000, rules, revisions: ['2025-11-25'] as const };
  const report = await run({ kind: 'http', url: await frail('null') }, options);
  const survives = report.results.find(({ rule }) => rule.id === SURVIVES);
  expect(survives).toMatchObject({ outcome: 'warn', findings: [{ got: expect.stringContaining('after a null') }] });
  const killer = survives?.findings[0]?.at[1]?.exchange ?? '';
  expect(report.excerpts[killer]?.sent).toMatch(/null$/);
  const notes = report.results.flatMap(({ reason }) => (reason?.kind === 'blocked' ? [reason.note] : []));
  expect(notes[0]).toContain(`the target died in the middle after a null (${killer})`);
  expect(notes[0]).toContain(`see ${SURVIVES}`);
  // What was not reached is not judged, so the run cannot say that all is well.
  expect(report.exitCode).toBe(3);
});

it('says so where nothing was answered before the time was up', async () => {
  const silent = createServer(() => undefined);
  opened.push(silent);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/mcp`;
  const report = await run({ kind: 'http', url }, { seed: 1, budgetMs: 100, rules });
  expect(report).toMatchObject({ exitCode: 3, faults: [{ message: 'the run ended before it answered' }] });
});
