// kill -9 of Assay in the middle of a run: what was exchanged by then can be read and judged, and no process stays behind.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { judgeEvidence } from '../../runner/api.ts';
import { evidenceFile, readEvidence } from '../../runner/engine/evidence.ts';
import { openOwn, writeAfterwards, writeOwn } from '../../runner/own-file.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { assay } from '../kit/assay.ts';
import { built } from '../kit/built.ts';
import { MAIN } from './assayed.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-killed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const marked = (mark: string): readonly string[] =>
  readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(mark);
    } catch {
      return false;
    }
  });

it('leaves readable evidence that judge takes, and no child', async () => {
  const evidence = join(folder, 'evidence');
  const file = join(evidence, 'recording.ndjson');
  const mark = `assay-killed-${process.pid}`;
  const target = ['--env', `MARK=${mark}`, '--', process.execPath, MAIN, 'ignores-sigterm'];
  const options = ['--suite', 'conformance', '--calls', 'all', '--timeout', '5000', '--quiet', '--evidence', evidence];
  const run = spawn(process.execPath, [built('cli/main.ts'), 'audit', ...options, ...target], { stdio: 'ignore' });
  const answered = (): number => (existsSync(file) ? readFileSync(file, 'utf8').split('"outcome":"result"').length : 0);
  while (answered() < 12 && run.exitCode === null) await later(20);
  expect(marked(mark).length).toBeGreaterThan(0);
  run.kill('SIGKILL');
  await once(run, 'close');
  for (let tries = 0; tries < 200 && marked(mark).length > 0; tries += 1) await later(50);
  expect(marked(mark)).toEqual([]);

  // Every line but perhaps the last is whole, and each answer that was written belongs to its exchange.
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const line of lines.slice(0, -1)) expect(() => JSON.parse(line) as unknown).not.toThrow();
  const recordings = readEvidence(evidence);
  const exchanges = recordings.flatMap((recording) => recording.exchanges);
  expect(exchanges.filter(({ outcome }) => outcome === 'result').length).toBeGreaterThanOrEqual(10);
  for (const { outcome, response } of exchanges) if (outcome === 'result') expect(response?.json).toBeDefined();

  const judged = await assay(['judge', evidence, '--report', 'json:-', '--quiet']);
  const report = JSON.parse(judged.stdout) as Report;
  expect(judged.code).toBe(3);
  expect(report.exitCode).toBe(3);
  expect(report.summary.pass).toBeGreaterThan(0);
  expect(report.faults.map(({ message }) => message).join()).toContain('ended in the middle');
});

it('judges what a last line cut in the middle leaves', async () => {
  const evidence = join(folder, 'cut');
  const run = await assay([
    ...['audit', '--rule', 'conformance/schema/', '--quiet', '--evidence', evidence],
    ...['--', process.execPath, MAIN, 'carriage-returns'],
  ]);
  expect([0, 1]).toContain(run.code);
  const whole = await judgeEvidence(evidence, { rules: ['conformance/schema/'] });
  expect([0, 1]).toContain(whole.exitCode);
  appendFileSync(join(evidence, 'recording.ndjson'), '{"type":"frame","recording":"r1","frame":{"seq":99');
  expect((await judgeEvidence(evidence, { rules: ['conformance/schema/'] })).summary).toEqual(whole.summary);
});

it('could not judge what was never opened, and what ran out of budget', async () => {
  const dead = join(folder, 'dead');
  const audited = await assay([
    'audit',
    '--quiet',
    '--evidence',
    dead,
    '--',
    process.execPath,
    '-e',
    'process.exit(5)',
  ]);
  expect(audited.code).toBe(3);
  const report = await judgeEvidence(dead);
  expect(report.exitCode).toBe(3);
  expect(report.faults.map(({ message }) => message).join('\n')).toContain('exited with code 5');

  const short = join(folder, 'short');
  const cut = await assay([
    ...['audit', '--suite', 'conformance', '--budget', '2', '--timeout', '60000', '--quiet', '--evidence', short],
    ...['--', process.execPath, MAIN, 'answers-initialize-only'],
  ]);
  expect(cut.code).toBe(3);
  expect((await judgeEvidence(short)).exitCode).toBe(3);
});

it('refuses a directory without evidence as a mistake of the user', async () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  writeFileSync(join(empty, 'recording.ndjson'), '');
  const ran = await assay(['judge', empty]);
  expect(ran.code).toBe(2);
  expect(ran.stderr).not.toContain('internal fault');
  writeFileSync(join(folder, 'file'), '');
  const taken = await assay(['audit', '--evidence', join(folder, 'file'), '--', process.execPath, '-e', '0']);
  expect(taken.code).toBe(2);
  expect(taken.stderr).toContain('a file is in the place of the directory');
});

it('follows no link that lies where an output goes', async () => {
  const precious = join(folder, 'precious');
  const link = join(folder, 'report.json');
  writeFileSync(precious, 'kept');
  symlinkSync(precious, link);
  const ran = await assay(['audit', '--report', `json:${link}`, '--', process.execPath, MAIN, 'carriage-returns']);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('symbolic link');
  expect(() => writeOwn(link, 'x')).toThrow('symbolic link');
  expect(() => openOwn(link, 0o600, 'append')).toThrow('symbolic link');
  const evidence = join(folder, 'linked');
  mkdirSync(evidence);
  symlinkSync(precious, join(evidence, 'recording.ndjson'));
  expect(() => evidenceFile(evidence)).toThrow('symbolic link');
  expect(readFileSync(precious, 'utf8')).toBe('kept');
  writeOwn(join(folder, 'new'), 'text');
  expect(readFileSync(join(folder, 'new'), 'utf8')).toBe('text');
});

it('waits for no pipe that lies where an output goes, and writes through no second name', async () => {
  const pipe = join(folder, 'pipe.json');
  execFileSync('mkfifo', [pipe]);
  const ran = await assay(['audit', '--report', `json:${pipe}`, '--', process.execPath, MAIN, 'carriage-returns']);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('is a named pipe');
  expect(() => openOwn(pipe)).toThrow('ENXIO');
  const [mine, second] = [join(folder, 'mine'), join(folder, 'second')];
  writeFileSync(mine, 'kept');
  linkSync(mine, second);
  expect(writeAfterwards(second, 'report')).toBe('a second name of another file');
  expect(writeAfterwards(pipe, 'report')).toBe('a pipe');
  expect([mine, second, pipe].map((path) => readFileSync(path, 'utf8'))).toEqual(['kept', 'report', 'report']);
  expect(writeAfterwards(second, 'again')).toBe(undefined);
});
