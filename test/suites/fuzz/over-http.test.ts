// Fuzzing over Streamable HTTP: the same defects found as over stdio, nothing in a good server, and a server that is
// lost in the middle is a finding.

import { spawn, type ChildProcess } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { serveHttp } from '../../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../../fixtures/good/server.ts';
import { run } from '../../../runner/engine/run.ts';
import type { Report } from '../../../suites/kernel/report.ts';

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

function bank(tools: string): Promise<string> {
  const started = spawn(process.execPath, ['fixtures/tool-defects/server.mjs', '--http', '0', '--only', tools], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child = started;
  return new Promise((resolve) => {
    started.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
  });
}

const fuzz = (url: string): Promise<Report> =>
  run({ kind: 'http', url }, { suites: ['fuzz'], revisions: ['2025-11-25'], calls: 'all', seed: 1, timeoutMs: 2000 });

/** Keys begin with the rule and the tool. */
const found = ({ results }: Report): readonly string[] =>
  results.flatMap(({ findings }) => findings.map(({ key }) => key)).toSorted();

const toolsIn = (report: Report): readonly string[] =>
  [...new Set(found(report).map((key) => (key.split(':')[1] ?? '').split('.')[0] ?? ''))].toSorted();

describe('fuzzing over HTTP', () => {
  it('finds what was planted and nothing in the tools beside it', async () => {
    const report = await fuzz(await bank('sound-echo,sound-sum,echoes-stack,ignores-enum,shares-across-sessions'));
    expect(report.faults).toEqual([]);
    expect(toolsIn(report)).toEqual(['echoes-stack', 'ignores-enum', 'shares-across-sessions']);
  }, 120_000);

  it('reports a server that a call ends', async () => {
    const report = await fuzz(await bank('sound-echo,crash-on-percent'));
    expect(found(report)).toEqual([expect.stringMatching(/^fuzz\/tools\/survives:crash-on-percent/u)]);
  }, 120_000);

  it('finds nothing in the good server', async () => {
    const served = await serveHttp(createGoodServer({}), { port: 0 });
    try {
      expect(found(await fuzz(served.url))).toEqual([]);
    } finally {
      await served.close();
    }
  }, 120_000);
});
