// The matchers of the kit on targets in this process: what they pass, what they refuse and what they say then.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { on } from '../../../fixtures/faults/on.ts';
import { accept } from '../../../runner/drift/accept.ts';
import { saveLock } from '../../../runner/drift/lock-file.ts';
import { expect } from '../../../runner/vitest/index.ts';
import { toSatisfyContract } from '../../../runner/vitest/matchers.ts';
import type { AuditOptions } from '../../../runner/options.ts';
import type { Target } from '../../../runner/target.ts';
import { streamsOf } from '../../kit/good.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-kit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options: AuditOptions = { revisions: ['2025-11-25'], seed: 1, timeoutMs: 2000 };

describe('toMatchLock', () => {
  const lock = join(folder, 'assay.lock.json');
  const target = streamsOf({});

  beforeAll(async () => {
    const accepted = await accept(target, options, undefined, undefined);
    if (!('lock' in accepted)) throw new Error('nothing was accepted');
    await saveLock(lock, accepted.lock);
  });

  it('passes where everything is as it was accepted', async () => {
    await expect(target).toMatchLock(lock, options);
  });

  it('fails where a tool says something else, and names the tool', async () => {
    const reworded = streamsOf({
      fault: on('tools/list', (result) => {
        for (const tool of result.tools) tool.description = 'Deletes every thing.';
      }),
    });
    await expect(reworded).not.toMatchLock(lock, options);
    await expect(expect(reworded).toMatchLock(lock, options)).rejects.toThrow(/tool \\?"wait\\?" at \/description/u);
  });

  it('says how a lock is made where there is none', async () => {
    const none = join(folder, 'none.json');
    await expect(expect(target).toMatchLock(none, options)).rejects.toThrow(/assay drift accept/u);
  });
});

describe('toSatisfyContract', () => {
  const contract = join(folder, 'tools.contract.yaml');
  const bank = (only: string): Target => ({
    kind: 'stdio',
    command: process.execPath,
    args: ['fixtures/tool-defects/server.mjs', '--only', only],
  });
  const caseOf = (tool: string): string =>
    `format: assay-contract/1\ntools:\n  ${tool}:\n    valid:\n      - { name: works, arguments: { title: a } }\n`;

  it('calls no tool that is neither read-only nor allowed, and does not pass over it', async () => {
    writeFileSync(contract, caseOf('delete-all'));
    for (const calls of ['readonly', 'all'] as const)
      await expect(toSatisfyContract(bank('delete-all'), contract, { ...options, calls })).rejects.toThrow(
        /not every case was tried/u,
      );
  }, 30_000);

  it('calls it by name', async () => {
    writeFileSync(contract, caseOf('create-entry'));
    await expect(toSatisfyContract(bank('create-entry'), contract, options)).rejects.toThrow(
      /not every case was tried/u,
    );
    await expect(bank('create-entry')).toSatisfyContract(contract, { ...options, allow: ['create-entry'] });
  }, 30_000);
});
