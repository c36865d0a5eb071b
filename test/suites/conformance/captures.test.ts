// The rules on lists, held against raw answers of published servers: only what is true of them may be found.
// The captures are looked for in $ASSAY_DATA_DIR; without them these tests show as skipped.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadRules } from '../../../runner/engine/catalog.ts';
import { judge } from '../../../runner/engine/judge.ts';
import { viewsOf } from '../../../runner/engine/views.ts';
import { resolves } from '../../kit/places.ts';
import { dataDir } from '../schema/official.ts';
import { recordingOf, type Capture } from './captured.ts';

const folder = path.join(dataDir, 'captures');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
const AREAS =
  /^conformance\/(?:tools|resources|prompts|pagination|completion|logging|progress|cancellation|ping|caching)\//u;
const rules = (await loadRules()).filter(({ id }) => AREAS.test(id));

/** True of the servers, each looked at in the capture: rule, server, key. */
const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const DECLARE_DRAFT_07 = [
  'angular',
  'antv-chart',
  'browsermcp',
  'circleci',
  'desktop-commander',
  'eslint',
  'everything',
  'exa',
  'filesystem',
  'mapbox',
  'memory',
  'mui',
  'repomix',
  'sequential-thinking',
];
const TRUE = DECLARE_DRAFT_07.map(
  (server) => `advice conformance/tools/schema-dialect-recommended ${server}: ${DRAFT_07}`,
);

describe.skipIf(files.length === 0)('captured servers', () => {
  test('are all of those in the folder', () => expect(files.length).toBeGreaterThan(20));

  test.each(files)('%s breaks nothing that it does not', (name) => {
    const capture = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Capture;
    const recording = recordingOf(capture);
    const read = viewsOf(recording);
    const verdicts = rules.map((rule) => judge(rule, recording, read));
    expect(
      verdicts.filter(({ outcome }) => outcome === 'error').map(({ rule, thrown }) => `${rule.id}: ${thrown}`),
    ).toEqual([]);
    const found = verdicts.flatMap(({ rule, level, findings }) =>
      findings.map((finding) => {
        for (const place of finding.at)
          expect(resolves(recording, place), `${rule.id} ${place.pointer ?? ''}`).toBe(true);
        return `${level} ${rule.id} ${capture.server}: ${finding.key ?? ''}`;
      }),
    );
    expect(found).toEqual(TRUE.filter((line) => line.includes(` ${capture.server}: `)));
    expect(verdicts.filter(({ outcome }) => outcome === 'pass').length).toBeGreaterThan(3);
  });
});
