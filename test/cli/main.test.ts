// The command line in a process of its own: exit codes, one line for each mistake, what goes to which stream.

import { createServer } from 'node:http';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { help } from '../../cli/help.ts';
import { columnsOf } from '../../reporters/columns.ts';
import { reportProblem } from '../../cli/report-file.ts';
import { assay } from '../kit/assay.ts';
import { built } from '../kit/built.ts';
import { folder } from '../kit/folder.ts';
import { json } from '../../reporters/json.ts';
import { fullReport } from '../kit/report-sample.ts';

const GOOD = [process.execPath, built('fixtures/good/main.ts'), 'stdio'];
const QUICK = ['--rule', 'conformance/tools/*', '--revision', '2025-11-25'];

const oneLine = (stderr: string): string[] =>
  stderr.split('\n').filter((line) => line !== '' && !/^assay: (connecting|writing the report)$/.test(line));

describe('usage', () => {
  it.each([
    [['--help'], 0, 'assay <command> [options] -- <program> [args…]'],
    [['--version'], 0, '0.1.0'],
    [['report', '--help'], 0, 'report render'],
    [['audit', '--help'], 0, '--fail-on'],
    [['report', 'schema'], 0, '"assay-report/1"'],
  ])('%j answers on stdout', async (args, code, text) => {
    const ran = await assay(args);
    expect(ran).toMatchObject({ code, stderr: '' });
    expect(ran.stdout).toContain(text);
  });

  it.each([
    [['audti', '--', 'x'], 'there is no command "audti". Did you mean audit?'],
    [['audit', '--repotr', 'json:x', '--', 'x'], 'there is no option --repotr. Did you mean --report?'],
    [['audit', '--timeout', 'soon', '--', 'x'], '--timeout: a number of at least 1 is expected, not "soon"'],
    [['audit', '--calls', 'some', '--', 'x'], '--calls: one of none, readonly, all is expected, not "some"'],
    [['audit', '--revision', '2025-11-26', '--', 'x'], 'Did you mean 2025-11-25?'],
    [['audit', '--fail-on'], '--fail-on needs a value'],
    [['audit', '--report', 'json:/no/such/folder/r.json', '--', 'x'], 'there is no directory /no/such/folder'],
    [['audit', '--config', '/no/such.yaml', '--', 'x'], '/no/such.yaml: there is no such file'],
    [['audit'], 'no target was given'],
    [['explain', 'conformance/tools/name-charst'], 'Did you mean conformance/tools/name-charset?'],
    [['report', 'render', '/no/such.json'], '/no/such.json: there is no such file'],
  ])('%j is one line and exit code 2', async (args, message) => {
    const ran = await assay(args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(message);
    expect(oneLine(ran.stderr)).toHaveLength(1);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });
});

it('fits its help into 80 columns', () => {
  for (const line of help().split('\n')) expect(columnsOf(line), line).toBeLessThanOrEqual(80);
});

describe('a target that cannot be judged', () => {
  it.each([
    ['a program that does not exist', ['--', '/no/such/program'], 'There is no such program'],
    ['a port nobody listens on', ['http://127.0.0.1:9/mcp'], 'Nobody listens there'],
  ])('%s is one line and exit code 3', async (_name, target, message) => {
    const ran = await assay(['audit', ...target]);
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(oneLine(ran.stderr)).toHaveLength(1);
    expect(ran.stderr).toContain(message);
  });

  it('that exits at once shows its stderr', async () => {
    const ran = await assay(['audit', '--', process.execPath, '-e', 'console.error("no API key"); process.exit(3)']);
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toMatch(/exited with code 3.*\nIts stderr:\n {2}no API key\n/);
  });

  it('that is a web page is named as one', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!DOCTYPE html><html><body>hello</body></html>');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const ran = await assay(['audit', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`]);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('This is a web page, not an MCP endpoint');
  });

  it('still gives the reports that were asked for', async () => {
    const path = join(folder(), 'r.json');
    await assay(['audit', '--report', `json:${path}`, '--', '/no/such/program']);
    const report: unknown = JSON.parse(readFileSync(path, 'utf8'));
    expect(reportProblem(report)).toBeUndefined();
    expect(report).toMatchObject({ exitCode: 3, runs: [], faults: [{ stage: 'connect' }] });
  });
});

describe('an audit', () => {
  it('writes what was asked for, keeps stdout pure, and shows no secret', async () => {
    const out = folder();
    const ran = await assay(
      [
        'audit',
        ...QUICK,
        '--env',
        'TOKEN=secret-of-the-test',
        '--report',
        'json:-',
        '--report',
        `junit:${out}/r.xml`,
        '--',
        ...GOOD,
      ],
      { env: { FORCE_COLOR: '1' } },
    );
    expect(ran.code).toBe(0);
    const report: unknown = JSON.parse(ran.stdout);
    expect(reportProblem(report)).toBeUndefined();
    expect(report).toMatchObject({ exitCode: 0, runs: [{ revision: '2025-11-25', transport: 'stdio' }] });
    expect(readFileSync(`${out}/r.xml`, 'utf8')).toContain('<testsuites');
    expect(ran.stderr).toContain('CONFORMANCE');
    expect(ran.stderr).toContain('\u001b[');
    expect(ran.stdout + ran.stderr + readFileSync(`${out}/r.xml`, 'utf8')).not.toContain('secret-of-the-test');
  });

  it('without a report on stdout prints the terminal report there, plain in a pipe, the last line alone with --quiet', async () => {
    const ran = await assay(['conform', ...QUICK, '--', ...GOOD]);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/^Assay 0\.1\.0 · /);
    expect(ran.stdout).not.toContain('\u001b');
    const quiet = await assay(['conform', ...QUICK, '--quiet', '--', ...GOOD]);
    expect(quiet.stderr).toBe('');
    expect(quiet.stdout).toMatch(/^PASS {2}.*\n$/);
  });

  it('of a client file gives each server its report and the fleet a table', async () => {
    const [command, ...args] = GOOD;
    const out = folder({
      'mcp.json': JSON.stringify({
        mcpServers: { good: { command, args }, 'not there': { command: '/no/such/program' } },
      }),
    });
    const ran = await assay(['audit', ...QUICK, '--mcp-config', 'mcp.json', '--report', 'json:r.json'], { cwd: out });
    expect(ran.code).toBe(3);
    expect(ran.stdout).toMatch(/good +PASS/);
    expect(ran.stdout).toMatch(/not there +COULD NOT JUDGE/);
    expect(JSON.parse(readFileSync(join(out, 'r.good.json'), 'utf8'))).toMatchObject({ exitCode: 0 });
  });

  it('that is interrupted says 130 and still reports what was done', async () => {
    const path = join(folder(), 'r.json');
    const ran = await assay(['audit', '--verbose', '--report', `json:${path}`, '--', ...GOOD], {
      interruptAt: 'probing',
    });
    expect(ran.code).toBe(130);
    const report: unknown = JSON.parse(readFileSync(path, 'utf8'));
    expect(reportProblem(report)).toBeUndefined();
    expect(report).toMatchObject({ exitCode: 130 });
  });

  it('that only plans sends nothing', async () => {
    const ran = await assay(['audit', '--dry-run', '--', '/no/such/program']);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('tools annotated read-only');
  });
});

describe('reports of reports', () => {
  it('render and merge', async () => {
    const out = folder({ 'a.json': json(fullReport()), 'bad.json': '{"format":"assay-report/1"}' });
    const rendered = await assay(['report', 'render', 'a.json', '--to', 'markdown'], { cwd: out });
    expect(rendered).toMatchObject({ code: 0, stderr: '' });
    expect(rendered.stdout).toContain('### ❌ Assay: FAIL');
    const merged = await assay(['report', 'merge', 'a.json', 'a.json', '--report', 'json:-'], { cwd: out });
    expect(merged.code).toBe(1);
    expect(reportProblem(JSON.parse(merged.stdout))).toBeUndefined();
    const bad = await assay(['report', 'render', 'bad.json'], { cwd: out });
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain("bad.json: the report must have required property 'tool'");
  });
});

describe('rules', () => {
  it('are listed as cards, explained and counted', async () => {
    const list = JSON.parse((await assay(['list', 'rules', '--json'])).stdout) as {
      id: string;
      requirements: string[];
    }[];
    expect(list.length).toBeGreaterThan(10);
    expect(list.find(({ id }) => id === 'conformance/tools/name-charset')).toMatchObject({
      suite: 'conformance',
      level: 'should',
      requirements: expect.arrayContaining(['tools.name-charset']) as unknown,
    });
    expect((await assay(['explain', 'name-charset'])).stdout).toContain('conformance/tools/name-charset');
    const coverage = JSON.parse((await assay(['coverage', '--json'])).stdout) as {
      total: { entries: number; covered: number };
    };
    expect(coverage.total.covered).toBeGreaterThan(0);
  });
});
