// The listener and the canary: only where they can prove something, and gone afterwards.

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { canaryFolder, openOracles } from '../../../runner/active/oracles.ts';
import { Recorder } from '../../../runner/wire/recorder.ts';

const stdio = (...args: readonly string[]) => ({ kind: 'stdio', command: 'server', args }) as const;
const recorder = (): Recorder => new Recorder('r1', { frame: 0, exchange: 0 }, 0);

test('what reaches the listener is a frame, and nothing is left behind', async () => {
  const heard = recorder();
  const oracles = await openOracles(stdio(), heard);
  if (oracles === undefined) throw new Error('no oracles');
  const { port, token, canary } = oracles.facts;
  expect(readFileSync(canary.path, 'utf8')).toContain(canary.content);
  await fetch(`http://127.0.0.1:${port}/${token}/1`);
  expect(heard.frames.map(({ lane, http }) => [lane, http?.url])).toEqual([['listener', `/${token}/1`]]);
  await oracles.close();
  expect(existsSync(dirname(canary.path))).toBe(false);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});

test('a target on another machine is not attacked: it reaches neither', async () => {
  expect(await openOracles({ kind: 'http', url: 'https://mcp.example.com/mcp' }, recorder())).toBeUndefined();
  expect(await openOracles({ kind: 'http', url: 'http://10.0.0.7:3000/mcp' }, recorder())).toBeUndefined();
});

test('the canary lies outside of every folder that the target was given', () => {
  const first = canaryFolder(stdio('--root', '/srv/notes'));
  const place = dirname(String(first));
  const second = canaryFolder(stdio(`--root=${place}`));
  expect(first).toBeDefined();
  expect(second === undefined || !second.startsWith(`${place}/`)).toBe(true);
  expect(canaryFolder(stdio('/'))).toBeUndefined();
  for (const made of [first, second]) if (made !== undefined) rmSync(made, { recursive: true });
});
