// `drift accept`: looks at a target and puts what it says of itself into the lock.

import type { Report } from '../../suites/kernel/report.ts';
import { compareSnapshots } from '../../suites/drift/compare.ts';
import { lockServer, unlockServer, withServer } from '../../suites/drift/lock/format.ts';
import type { Lock } from '../../suites/drift/lock/format.ts';
import { suggestedBump } from '../../suites/drift/semver.ts';
import type { Snapshot } from '../../suites/drift/snapshot.ts';
import { tokensOf } from '../cost/count.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';
import { LockError } from './lock-file.ts';
import { lookAt } from './watch.ts';

export interface Accepted {
  readonly lock: Lock;
  readonly key: string;
  /** One line for a person: what is accepted and how it differs from before. */
  readonly told: string;
}

/** @throws LockError where the server cannot be named; gives the report where it could not be reached. */
export async function accept(
  target: Target,
  options: AuditOptions,
  lock: Lock | undefined,
  name: string | undefined,
): Promise<Accepted | { readonly report: Report }> {
  const { snapshot, report } = await lookAt(target, options);
  if (snapshot === undefined || report.exitCode === 3) return { report };
  const key = name ?? nameOf(snapshot);
  if (key === undefined) throw new LockError('the server does not say its name; give one with --name.');
  const before = lock?.servers[key];
  const entry = lockServer(snapshot);
  const told = `${key}: ${await describe(snapshot, before === undefined ? undefined : unlockServer(before))}`;
  return { lock: withServer(lock, key, entry), key, told };
}

export function nameOf(snapshot: Snapshot): string | undefined {
  const name = snapshot.server['name'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

async function describe(snapshot: Snapshot, before: Snapshot | undefined): Promise<string> {
  const counts = [
    [Object.keys(snapshot.tool).length, 'tools'],
    [Object.keys(snapshot.prompt).length, 'prompts'],
    [Object.keys(snapshot.resource).length, 'resources'],
    [Object.keys(snapshot.template).length, 'templates'],
  ] as const;
  const said = counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${count === 1 ? what.slice(0, -1) : what}`);
  const what = `${said.join(', ') || 'nothing listed'}, ${await tokensOf(snapshot)} tokens, revision ${snapshot.revision}`;
  if (before === undefined) return `${what}; new in the lock`;
  const changes = compareSnapshots(before, snapshot);
  if (changes.length === 0) return `${what}; as it was`;
  return `${what}; ${changes.length} ${changes.length === 1 ? 'change' : 'changes'} accepted (${suggestedBump(changes)})`;
}
