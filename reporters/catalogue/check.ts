// What is wrong with the records of a folder: stale, unaudited, drifted, ownerless, retired and still in use.

import { missingAnswers } from './form.ts';
import type { CatalogueRecord } from './record.ts';

export type ProblemKind =
  'stale' | 'unaudited' | 'failing' | 'drifted' | 'ownerless' | 'incomplete' | 'retired' | 'twice';

export interface Problem {
  readonly id: string;
  readonly kind: ProblemKind;
  readonly note: string;
}

export interface CheckContext {
  /** ISO date and time. */
  readonly now: string;
  readonly maxAgeDays: number;
  /** Digest of the lock file that a record names, as it is now; `undefined` where the file is gone. */
  readonly digestOf: (file: string) => string | undefined;
}

const DAY = 86_400_000;

export function checkRecords(records: readonly CatalogueRecord[], context: CheckContext): Problem[] {
  const ids = new Map<string, number>();
  for (const { id } of records) ids.set(id, (ids.get(id) ?? 0) + 1);
  const twice = [...ids].filter(([, count]) => count > 1);
  return [
    ...records.flatMap((record) => problemsOf(record, context)),
    ...twice.map(([id, count]) => ({ id, kind: 'twice' as const, note: `${count} records have this id` })),
  ];
}

function problemsOf(record: CatalogueRecord, context: CheckContext): Problem[] {
  const { id, declared, measured } = record;
  const problem = (kind: ProblemKind, note: string): Problem => ({ id, kind, note });
  if (declared.lifecycle === 'retired') {
    const agents = declared.dependents.map(({ agent }) => agent);
    return agents.length === 0 ? [] : [problem('retired', `retired, and still named by ${agents.join(', ')}`)];
  }
  const found: Problem[] = [];
  const age = Math.floor((Date.parse(context.now) - Date.parse(measured.at)) / DAY);
  if (measured.revisions.length === 0) found.push(problem('unaudited', 'the last audit could not open it'));
  else if (!(age <= context.maxAgeDays))
    found.push(problem('stale', `audited ${age} days ago, ${measured.at.slice(0, 10)}`));
  if (measured.audit.exitCode === 1)
    found.push(problem('failing', `${measured.audit.summary.fail} rules failed in its audit`));
  const missing = missingAnswers(declared);
  if (missing.includes('owner')) found.push(problem('ownerless', 'nobody answers for it'));
  const blank = missing.filter((key) => key !== 'owner');
  if (blank.length > 0) found.push(problem('incomplete', `not answered: ${blank.join(', ')}`));
  if (measured.lock !== undefined) {
    const now = context.digestOf(measured.lock.file);
    if (now === undefined) found.push(problem('drifted', `${measured.lock.file} is gone`));
    else if (now !== measured.lock.digest)
      found.push(problem('drifted', `${measured.lock.file} has changed since the audit`));
  }
  return found;
}
