// assay record between a demanding client and a real server: nothing changes on the way, and what passed can be judged.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { audit } from '../../runner/api.ts';
import { judgeEvidence } from '../../runner/engine/evidence.ts';
import { Calls, type Alert } from '../../runner/record/calls.ts';
import { serveGood } from '../kit/record-server.ts';
import { assay } from '../kit/assay.ts';
import { built } from '../kit/built.ts';
import { folder } from '../kit/folder.ts';

const MAIN = [built('cli/main.ts')];
const RULES = ['conformance/tools/*', 'conformance/schema/*', 'conformance/jsonrpc/*'];

const sessionOf = (out: string): string => {
  const [session] = readdirSync(out).filter((name) => statSync(join(out, name)).isDirectory());
  return join(out, session ?? '');
};

it('over stdio changes nothing, and keeps what can be judged', { timeout: 120_000 }, async () => {
  const out = folder();
  const args = [...MAIN, 'record', '--out', out, '--', process.execPath, built('fixtures/good/main.ts'), 'stdio'];
  const report = await audit(
    { kind: 'stdio', command: process.execPath, args },
    { rules: RULES, revisions: ['2025-11-25'], timeoutMs: 20_000 },
  );
  expect(report.faults).toEqual([]);
  expect(report.results.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule.id)).toEqual([]);
  expect(report.summary.pass).toBeGreaterThan(20);
  const sessions = readdirSync(out).filter((name) => statSync(join(out, name)).isDirectory());
  const judged = await judgeEvidence(sessionOf(out), { rules: RULES });
  expect(judged.results.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  expect(judged.summary.pass).toBeGreaterThan(5);
  expect(judged.runs[0]).toMatchObject({ transport: 'stdio', server: { name: 'assay-good' } });
  for (const session of sessions) expect(statSync(join(out, session, 'recording.ndjson')).mode & 0o077).toBe(0);
  const usage = JSON.parse(readFileSync(join(out, 'usage.json'), 'utf8')) as {
    servers: Record<string, Record<string, number>>;
  };
  expect(usage.servers['assay-good']?.['echo']).toBeGreaterThan(0);
});

it('passes the bytes of a server that speaks no protocol, its stderr and its exit code', async () => {
  const out = folder();
  const script =
    'process.stdin.on("data", (d) => process.stdout.write(Buffer.concat([Buffer.from([0xff, 0x0d]), d]))).on("end", () => { process.stderr.write("bye"); process.exit(7); })';
  const child = spawn(process.execPath, [...MAIN, 'record', '--out', out, '--', process.execPath, '-e', script]);
  const parts: Buffer[] = [];
  const said: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => said.push(part));
  child.stdin.end(Buffer.from([0x7b, 0x00, 0xfe, 0x0a, 0x41]));
  const [code] = (await once(child, 'close')) as [number];
  expect(Buffer.concat(parts).toString('hex')).toBe('ff0d7b00fe0a41');
  expect(Buffer.concat(said).toString()).toContain('bye');
  expect(code).toBe(7);
});

it('of a program that does not exist is one line', async () => {
  const ran = await assay(['record', '--out', folder(), '--', '/no/such/program']);
  expect(ran).toMatchObject({ code: 3, stdout: '' });
  expect(ran.stderr).toMatch(/^assay: \/no\/such\/program: .*ENOENT.*\n$/);
});

it('over HTTP changes nothing, streams included', { timeout: 120_000 }, async () => {
  const out = folder();
  const good = await serveGood();
  const recorder = await started(['record', '--out', out, good.url]);
  const report = await audit(
    { kind: 'http', url: recorder.url },
    { rules: [...RULES, 'conformance/http/*'], revisions: ['2025-11-25'] },
  );
  expect(report.results.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule.id)).toEqual([]);
  expect(report.summary.pass).toBeGreaterThan(30);
  await recorder.stop();
  const judged = await judgeEvidence(sessionOf(out), { rules: RULES });
  expect(judged.results.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  expect(judged.runs[0]).toMatchObject({ transport: 'streamable-http', server: { name: 'assay-good' } });
});

it('over HTTP keeps every header and byte, and no credential in the evidence', async () => {
  const out = folder();
  const seen: { request?: IncomingMessage; body?: string } = {};
  const server = createServer((request, response) => {
    seen.request = request;
    request.setEncoding('utf8').on('data', (part: string) => (seen.body = (seen.body ?? '') + part));
    request.on('end', () =>
      response.writeHead(207, { 'X-Odd': 'Value', 'content-type': 'application/json' }).end('{"a" : 1.0}'),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const recorder = await started([
    'record',
    '--out',
    out,
    '--header',
    'X-Api-Key: key-of-the-test',
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
  ]);
  const answer = await fetch(`${recorder.url}?q=1`, {
    method: 'POST',
    body: '{"b" :  2}',
    headers: { 'X-Mine': 'Yes', Authorization: 'Bearer token-of-the-test' },
  });
  expect(answer.status).toBe(207);
  expect(answer.headers.get('x-odd')).toBe('Value');
  expect(await answer.text()).toBe('{"a" : 1.0}');
  expect(seen.body).toBe('{"b" :  2}');
  expect(seen.request?.url).toBe('/mcp?q=1');
  expect(seen.request?.headers).toMatchObject({
    'x-mine': 'Yes',
    'x-api-key': 'key-of-the-test',
    authorization: 'Bearer token-of-the-test',
  });
  await recorder.stop();
  expect(readFileSync(join(sessionOf(out), 'recording.ndjson'), 'utf8')).not.toContain('of-the-test');
});

/** The recorder as a process; `url` is where it listens. */
async function started(args: readonly string[]): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [...MAIN, ...args]);
  let text = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (part: Buffer) => {
      text += part.toString();
      const found = /recording on (\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(text)));
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill('SIGINT');
    await once(child, 'exit');
  };
  onTestFinished(stop);
  return { url, stop };
}

it('tells what is out of the ordinary, against what was there before', () => {
  const out = folder();
  const alerts: Alert[] = [];
  let now = 0;
  const session = (): Calls => {
    const calls = new Calls({
      folder: out,
      session: 's',
      server: '',
      largeResult: 1000,
      now: () => now,
      onAlert: (alert) => alerts.push(alert),
    });
    calls.names('crm');
    return calls;
  };
  const call = (calls: Calls, name: string, size = 10): void => {
    now += 10_000;
    calls.asked('1', 'tools/call', { name });
    calls.answered('1', size, 'result', 1);
  };
  const first = session();
  for (const name of ['find', 'show']) call(first, name);
  first.close();
  expect(alerts).toEqual([]);
  const second = session();
  for (const name of ['find', 'show', 'find', 'delete']) call(second, name, name === 'show' ? 5000 : 10);
  expect(alerts.map(({ kind, note }) => `${kind}: ${note}`)).toEqual([
    'large-result: show answered with 5000 characters',
    'new-pair: show > find in this order was never seen before',
    'first-call: delete was never called before',
    'new-pair: find > delete in this order was never seen before',
  ]);
  now += 100_000;
  alerts.length = 0;
  for (let index = 0; index < 100; index += 1) second.asked(String(index), 'tools/call', { name: 'find' });
  expect(alerts.map(({ kind }) => kind)).toEqual(['new-pair', 'new-pair', 'rate']);
  second.close();
  const usage = JSON.parse(readFileSync(join(out, 'usage.json'), 'utf8')) as {
    servers: Record<string, Record<string, number>>;
  };
  expect(usage.servers).toEqual({ crm: { find: 103, show: 2, delete: 1 } });
});
