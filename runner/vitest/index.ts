// The vitest kit, `mcp-assay/vitest`: a server as a fixture, matchers, and contracts that run as ordinary tests.
//
//   import { describeContracts, expect, serverTest } from 'mcp-assay/vitest';
//   const test = serverTest({ kind: 'stdio', command: 'node', args: ['server.js'] });
//   test('adds', async ({ server }) => expect((await server.call('add', { a: 1, b: 2 })).text).toBe('3'));
//   describeContracts(target, ['add.contract.yaml']);

import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestAPI } from 'vitest';

import type { Report } from '../../suites/kernel/report.ts';
import { loadContract } from '../contract/load.ts';
import { asRule, auditContracts, contractRules } from '../contract/run.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';
import { findingsText, toConform, toMatchLock, toSatisfyContract } from './matchers.ts';
import { startServer } from './server.ts';
import type { Server, StartOptions } from './server.ts';

export { startServer } from './server.ts';
export type { Answer, Server, StartOptions } from './server.ts';
export type { Target } from '../target.ts';
export type { AuditOptions } from '../options.ts';
export { expect };

declare module 'vitest' {
  // The type parameter must be declared as vitest declares it.
  // eslint-disable-next-line typescript/no-explicit-any, eslint/no-unused-vars
  interface Matchers<T = any> {
    /** Conforms to the specification; other suites with `options.suites`. */
    toConform(options?: AuditOptions): Promise<void>;
    /** Keeps every case of these contract files; tools that are not annotated read-only need their name in `allow`. */
    toSatisfyContract(files: string | readonly string[], options?: AuditOptions): Promise<void>;
    /** Lists what was accepted into the lock; `assay drift accept` writes it. */
    toMatchLock(file?: string, options?: AuditOptions & { readonly name?: string }): Promise<void>;
  }
}

expect.extend({ toConform, toSatisfyContract, toMatchLock });

/** `test` with a started target as `server`: one for all tests of a file, ended when they are done. */
export function serverTest(target: Target, options: StartOptions = {}): TestAPI<{ server: Server }> {
  return test.extend<{ server: Server }>({
    server: [
      // vitest reads the names of the fixtures from this pattern, an empty one included.
      // eslint-disable-next-line no-empty-pattern
      async ({}, use) => {
        const server = await startServer(target, options);
        await use(server);
        await server.close();
      },
      { scope: 'file' },
    ],
  }) as unknown as TestAPI<{ server: Server }>;
}

export interface DescribeOptions extends AuditOptions {
  /** Takes snapshots anew. */
  readonly updateSnapshots?: boolean;
}

/**
 * Each case of the files as a test of its own; the target is run once for all of them. Tools that are not annotated
 * read-only are called only where their names are in `allow` (or with `calls: 'all'`): their cases are skipped else.
 */
export async function describeContracts(
  target: Target,
  files: string | readonly string[],
  options: DescribeOptions = {},
): Promise<void> {
  const contracts = [files].flat().map((file) => loadContract(resolve(file), process.env));
  const { updateSnapshots, ...rest } = options;
  const update = updateSnapshots === true;
  const how = { contracts, filesOnly: true, update, frozen: process.env['CI'] !== undefined && !update };
  const rules = (await contractRules(how)).map(asRule);
  describe('contracts', () => {
    let report: Report | undefined;
    beforeAll(async () => {
      report = await auditContracts(target, rest, how);
    }, options.budgetMs ?? 120_000);
    for (const { id, check } of rules)
      test(check.title, ({ skip }) => {
        const results = report?.results.filter(({ rule }) => rule.id === id) ?? [];
        if (results.length === 0)
          throw new Error(report === undefined ? 'nothing was run' : findingsText(report) || 'not judged');
        const broken = results.filter(({ outcome }) => outcome === 'fail' || outcome === 'error');
        if (broken.length > 0)
          throw new Error(findingsText({ ...(report as Report), results: broken }, ['fail', 'error']));
        const skipped = results.find(({ outcome }) => outcome === 'skip');
        if (skipped !== undefined && results.every(({ outcome }) => outcome === 'skip'))
          skip(skipped.reason?.note ?? '');
      });
  });
}
