// The good server as it would be accepted, in every revision.

import { vi } from 'vitest';
import type { Accepted } from '../../../../suites/drift/lock/lock-check.ts';
import { snapshot } from '../../../../suites/drift/snapshot.ts';
import type { Snapshot } from '../../../../suites/drift/snapshot.ts';
import { check } from '../../../../suites/kernel/check.ts';
import type { Check } from '../../../../suites/kernel/check.ts';
import { ALL, REVISIONS } from '../../../../suites/kernel/revision.ts';
import { viewsOf } from '../../../../runner/engine/views.ts';
import { auditGood } from '../../../kit/good.ts';

// Many audits at once on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const look = check({
  title: 'Everything is listed',
  level: 'advice',
  revisions: ALL,
  requirements: [],
  why: '',
  fix: '',
  touch: 'passive',
  needs: { snapshot },
  judge: () => ({ seen: 1, findings: [] }),
});

/** By revision and transport: over HTTP without credentials, tasks cannot be listed. */
export async function acceptedGood(): Promise<Accepted> {
  const found = new Map<string, Snapshot>();
  for (const revision of REVISIONS)
    for (const transport of ['stdio', 'streamable-http'] as const)
      await auditGood({ name: revision, revision, transport }, [{}], {
        rules: [{ id: 'drift/test/look', suite: 'drift', check: look as unknown as Check }],
        inspect: (recordings) => {
          for (const recording of recordings)
            found.set(`${recording.revision} ${transport}`, viewsOf(recording)(snapshot));
        },
      });
  return (recording) => found.get(`${recording.revision} ${recording.transport}`);
}
