// Tests mirror the tree; three workers for the two cores of the smallest supported machine, because proofs wait as often
// as they compute. Limits of time only keep a hung test from holding up the rest: on a busy machine a proof may take many
// times what it takes on an idle one.
import { defineConfig } from 'vitest/config';

const PROOFS = 'test/suites/**/*.test.ts';
/** Leaks that were found stay registered with the masker of the process: each file needs one of its own. */
const LEAKS = 'test/suites/dlp/**/*.test.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Real processes on a shared machine: what fails three times, fails.
    retry: process.env['CI'] === undefined ? 0 : 2,
    reporters: [process.env['CI'] === undefined ? 'default' : 'dot', './ci/plain-reporter.ts'],
    projects: [
      // Proofs keep nothing in modules: loading the runner and the rules again for each file took longer than proving.
      // And they wait more than they compute, most of them for a silence: twice as many take a third of the time.
      {
        extends: true,
        test: {
          name: 'proofs',
          include: [PROOFS],
          exclude: [LEAKS],
          isolate: false,
          maxWorkers: 6,
          sequence: { groupOrder: 1 },
        },
      },
      { extends: true, test: { name: 'leaks', include: [LEAKS] } },
      { extends: true, test: { name: 'rest', include: ['test/**/*.test.ts'], exclude: [PROOFS] } },
    ],
  },
});
