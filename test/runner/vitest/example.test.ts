// The example project runs as its author would run it: sound promises pass as tests of their own, the broken one fails.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Told {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const bin = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

function runExample(): Promise<Told> {
  const env = { PATH: process.env['PATH'] ?? '', ASSAY_SOURCES: '1' };
  const child = spawn(process.execPath, [bin, 'run', '--config', 'vitest.config.ts', '--reporter', 'json'], {
    cwd: 'fixtures/vitest-example',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      const json = out.slice(out.indexOf('{"num'));
      try {
        resolve(JSON.parse(json) as Told);
      } catch {
        reject(new Error(`${out}\n${err}`));
      }
    });
  });
}

describe('the vitest kit', () => {
  it('runs servers, matchers and contracts as ordinary tests', async () => {
    const told = await runExample();
    const results = told.testResults.flatMap(({ assertionResults }) => assertionResults);
    const status = Object.fromEntries(results.map((one) => [one.fullName, one.status]));
    expect(status).toEqual({
      adds: 'passed',
      'refuses what its schema forbids': 'passed',
      'lists its tools': 'passed',
      'keeps its contract': 'passed',
      'conforms in what it answers': 'passed',
      'contracts sound-echo: says it again (valid call)': 'passed',
      'contracts sound-echo: text is missing (malformed call)': 'passed',
      'contracts sound-sum: two and two are five (valid call)': 'failed',
    });
    const broken = results.find((one) => one.status === 'failed');
    expect(broken?.failureMessages.join('\n')).toContain('$.sum: 4 is not 5');
  }, 120_000);
});
