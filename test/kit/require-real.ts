// Tests against real programs skip, visibly, where one is missing; in CI a missing one is a failure.

import { spawnSync } from 'node:child_process';
import { describe, test } from 'vitest';

const found = new Map<string, boolean>();

export function installed(program: string): boolean {
  let known = found.get(program);
  if (known === undefined) {
    known = spawnSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' }).status === 0;
    found.set(program, known);
  }
  return known;
}

/** `describe` where all programs are there; else a skipped block that names what is missing, or a failing one in CI. */
export function describeReal(name: string, programs: readonly string[], body: () => void): void {
  const missing = programs.filter((program) => !installed(program));
  if (missing.length === 0) return void describe(name, body);
  const note = `${name} (needs ${missing.join(', ')}: not installed)`;
  if (process.env['ASSAY_REQUIRE_REAL'] !== '1') return void describe.skip(note, body);
  test(note, () => {
    throw new Error(`${missing.join(', ')} must be installed where ASSAY_REQUIRE_REAL=1`);
  });
}
