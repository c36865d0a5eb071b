// Every hostile target ends in a report that is right: in bounded memory, with no process left, no stranger called, no
// credential given away, and the hostility named where the specification or good sense forbids it.
//
// Rules are few here and budgets small, so that the whole bank takes about a minute; `ASSAY_HOSTILE=full` asks everything.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { reportSchema } from '../../reporters/schema/report-schema.ts';
import type { Report } from '../../suites/kernel/report.ts';
import { built } from '../kit/built.ts';
import { type Assayed, assayed, MAIN, UNTOUCHED } from './assayed.ts';

type Kinds = Readonly<Record<'stdio' | 'http', readonly string[]>>;
const bank = JSON.parse(execFileSync(process.execPath, [MAIN, 'kinds'], { encoding: 'utf8' })) as Kinds;
const valid = new Ajv({ strict: false, formats: { 'date-time': true } }).compile(reportSchema);
const SECRET = 'hunter2-very-secret-value';
const MIB = 512;
/** Evidence of one run, in bytes: a flood must not fill the disk. */
const DISK = 200 * 1024 * 1024;

/** Never opened, so `0` or `1` would claim what nobody saw; the reason says what came instead. */
const UNOPENED: Readonly<Record<string, RegExp>> = {
  'stdio never-answers': /no answer to initialize/,
  'stdio never-reads': /no answer to initialize/,
  'stdio endless-bytes': /no answer to initialize/,
  'stdio exits-at-once': /exited with code 3/,
  'stdio bom': /what is no message/,
  'stdio utf16': /what is no message/,
  'stdio nul': /what is no message/,
  'http never-answers': /no answer to initialize/,
  'http redirect-to-other-origin': /HTTP 307\).*redirect.*not followed/s,
  'http redirect-302-to-metadata': /HTTP 302\).*redirect.*not followed/s,
  'http redirect-loop': /HTTP 307\).*redirect.*not followed/s,
  'http redirect-to-file': /HTTP 308\).*redirect.*not followed/s,
  'http html-for-everything': /unparseable/,
  'http no-http-at-all': /Expected HTTP/,
  'http metadata-points-inside': /refuses the credentials/,
  'http old-endpoint-elsewhere': /names an address that is not followed/,
};

/** The rule that names it; a run that ended before has exit code 3. */
const NAMED: Readonly<Record<string, string>> = {
  'stdio same-cursor': 'conformance/pagination/walk-ends',
  'stdio cursors-in-a-circle': 'conformance/pagination/walk-ends',
  'stdio questions-with-our-ids': 'conformance/roots/only-declared',
  'stdio flood-of-sampling': 'conformance/sampling/only-declared',
  'stdio name-of-ten-megabytes': 'conformance/tools/name-length',
  'stdio wild-ids': 'conformance/jsonrpc/response-id-type',
  'http session-id-of-control-characters': 'conformance/sessions/id-characters',
  'stdio answers-twice': 'conformance/jsonrpc/request-answered-once',
  'stdio endless-requests': 'conformance/roots/only-declared',
  'stdio requests-of-every-kind': 'conformance/sampling/only-declared',
  'stdio line-of-100-mb': 'conformance/stdio/stdout-only-messages',
  'stdio nested-100000': 'conformance/stdio/stdout-only-messages',
  'stdio nested-objects-100000': 'conformance/stdio/stdout-only-messages',
  'stdio half-a-frame-then-exit': 'conformance/stdio/stdout-only-messages',
  'stdio content-length-framing': 'conformance/stdio/stdout-only-messages',
  'stdio json-that-is-no-message': 'conformance/stdio/stdout-only-messages',
  'stdio invalid-utf8': 'conformance/jsonrpc/utf8',
  'stdio result-of-wrong-shape': 'conformance/schema/list-tools-result',
  'stdio error-of-wrong-shape': 'conformance/schema/error-response',
  'stdio markup-everywhere': 'poison/terminal/escape-sequences',
  'stdio names-of-builtins': 'conformance/tools/name-length',
  'stdio image-bombs': 'conformance/schema/media-base64',
  'stdio endless-notifications': 'conformance/logging/rate-limited',
  'http endless-events': 'conformance/logging/rate-limited',
  'http content-type-lies': 'conformance/sse/event-data',
  'http gzip-bomb': 'conformance/http/json-body-single',
  'http wild-session-id': 'conformance/sessions/id-characters',
};

/** Processes in sessions of their own, out of reach of a signal to the group. */
const ESCAPES = new Set(['stdio grandchild-in-a-session-of-its-own']);

/** As Ctrl-C would: the report of what was done, and the code for it. */
const INTERRUPTED = new Set(['stdio interrupts-its-parent']);

/** What was laid where the report goes is told. */
const LAID: Readonly<Record<string, RegExp>> = {
  'stdio lays-a-link-for-the-report': /stood a symbolic link, .* not written through/,
  'stdio lays-a-hard-link-for-the-report': /stood a second name of another file, .* not written through/,
  'stdio lays-a-pipe-for-the-report': /stood a pipe, .* not written through/,
};

const full = process.env['ASSAY_HOSTILE'] === 'full';
const RULES = [
  ...new Set(Object.values(NAMED)),
  'conformance/schema/',
  'conformance/tools/inputs-validated',
  'conformance/lifecycle/version-counter-offer',
  'contract/derived/',
];
/** What lasts for as long as it is let, and is named by no rule: the shorter half shows what the longer would. */
const LASTING =
  /endless-(?!notifications|requests|events)|never-|without-end|slow|a-second|initialize-only|stops-itself|fifty-megabytes/;
const optionsFor = (kind: string): readonly string[] => [
  ...(full ? [] : RULES.flatMap((rule) => ['--rule', rule])),
  ...['--budget', full ? '30' : LASTING.test(kind) ? '3' : '6'],
  ...['--timeout', '2000', '--calls', 'all', '--seed', '7', '--quiet'],
];

const contacted: string[] = [];
const canary = createServer((request, response) => {
  contacted.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
  response.end('{}');
});

beforeAll(async () => {
  built('cli/main.ts');
  canary.listen(0, '127.0.0.1');
  await once(canary, 'listening');
});
afterAll(() => void canary.close());

it('has a bank of at least forty', () => {
  expect(bank.stdio.length + bank.http.length).toBeGreaterThanOrEqual(40);
});

/** In one list: a tail of two lists is waited for twice. */
const all = (['stdio', 'http'] as const).flatMap((over) => bank[over].map((kind) => [over, kind] as const));
// Most of them wait more than they work.
vi.setConfig({ maxConcurrency: 6 });

it.concurrent.each(all)('over %s survives %s', async (over, kind) => {
  const address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
  const ended = await assayed({ over, kind, options: optionsFor(kind), canary: address, secret: SECRET });
  endsWell(ended, `${over} ${kind}`);
  judgedRight(ended.report as Report, `${over} ${kind}`);
});

it('called nobody whom the user did not name', () => {
  expect(contacted).toEqual([]);
});

function endsWell(ended: Assayed, name: string): void {
  expect(ended.code, `killed, since it did not end: ${ended.stderr}`).not.toBe(null);
  expect(ended.stderr).not.toMatch(/Warning|Unhandled|Uncaught|internal fault|Debugger/);
  expect(ended.report, ended.stderr).toBeDefined();
  expect(ended.code).toBe(ended.report?.exitCode);
  expect(ended.peak).toBeLessThan(MIB);
  expect(ended.strangers).toEqual([]);
  expect(ended.leaks).toEqual([]);
  expect(ended.victim).toBe(UNTOUCHED);
  expect(ended.stderr).toMatch(LAID[name] ?? /(?:)/);
  expect(ended.evidenceBytes).toBeLessThan(DISK);
  if (!ESCAPES.has(name)) expect(ended.left).toEqual([]);
}

function judgedRight(report: Report, name: string): void {
  expect(valid(report), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
  // A rule that throws over what a target sends is a fault of ours.
  expect(report.faults.filter(({ stage }) => stage === 'probe' || stage === 'gather' || stage === 'judge')).toEqual([]);
  expect(report.results.filter(({ outcome }) => outcome === 'error')).toEqual([]);
  expect(report.summary.pass + report.summary.fail + report.summary.warn + report.summary.skip).toBe(
    report.results.length,
  );
  for (const { outcome, seen } of report.results) if (outcome === 'pass') expect(seen).toBeGreaterThan(0);
  const reason = UNOPENED[name];
  if (reason !== undefined) {
    expect(report.exitCode).toBe(3);
    expect(report.faults.map(({ message }) => message).join('\n')).toMatch(
      new RegExp(`${reason.source}|the run ended before it answered`, reason.flags),
    );
    return;
  }
  if (INTERRUPTED.has(name)) return expect(report.exitCode).toBe(130);
  expect([1, 3]).toContain(report.exitCode);
  if (report.exitCode === 1) expect(report.summary.fail).toBeGreaterThan(0);
  const rule = NAMED[name];
  // A run that ended before the hostility came to light says that it is incomplete.
  if (rule === undefined || report.exitCode === 3) return;
  const outcomes = report.results.filter(({ rule: { id } }) => id === rule).map(({ outcome }) => outcome);
  expect(
    outcomes.some((outcome) => outcome === 'fail' || outcome === 'warn'),
    `${rule}: ${outcomes.join(', ')}`,
  ).toBe(true);
}
