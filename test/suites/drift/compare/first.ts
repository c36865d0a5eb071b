// The good server as the first target: surveyed in each revision and over each transport, with the questions that its
// own lists lead to.

import { vi } from 'vitest';
import type { Artifact, Check } from '../../../../suites/kernel/check.ts';
import { check } from '../../../../suites/kernel/check.ts';
import { ALL, REVISIONS } from '../../../../suites/kernel/revision.ts';
import { besideArtifact, compareCheck } from '../../../../suites/drift/compare/rules.ts';
import type { CompareRuleName } from '../../../../suites/drift/compare/rules.ts';
import { questionsFor, surveyArtifact } from '../../../../suites/drift/compare/survey.ts';
import type { Survey } from '../../../../suites/drift/compare/survey.ts';
import { viewsOf } from '../../../../runner/engine/views.ts';
import { auditGood } from '../../../kit/good.ts';

// Many audits at once on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const own: Artifact<Survey> = surveyArtifact({
  questions: (session, views) => Promise.resolve(questionsFor(session, views)),
});

const look = check({
  title: 'Everything is asked',
  level: 'advice',
  revisions: ALL,
  requirements: [],
  why: '',
  fix: '',
  touch: 'probing',
  needs: { own },
  judge: () => ({ seen: 1, findings: [] }),
});

async function surveys(): Promise<ReadonlyMap<string, Survey>> {
  const found = new Map<string, Survey>();
  const places = REVISIONS.flatMap((revision) =>
    (['stdio', 'streamable-http'] as const).map((transport) => ({ name: revision, revision, transport })),
  ).filter(({ revision }) => ['2024-11-05', '2025-11-25', '2026-07-28'].includes(revision));
  await Promise.all(
    places.map((place) =>
      auditGood(place, [{ options: { calls: 'all' } }], {
        rules: [{ id: 'drift/test/look', suite: 'drift', check: look as unknown as Check }],
        inspect: (recordings) => {
          for (const recording of recordings)
            found.set(`${recording.revision} ${place.transport}`, viewsOf(recording)(own));
        },
      }),
    ),
  );
  return found;
}

/** A rule that holds a target to the good server. */
export async function besideGood(name: CompareRuleName): Promise<ReturnType<typeof compareCheck>> {
  const first = await surveys();
  return compareCheck(
    name,
    besideArtifact((recording) => first.get(`${recording.revision} ${recording.transport}`), own),
  );
}
