// A report from figures that another engine measured: the same rules, where they have something to judge.

import type { Json } from '../../suites/kernel/recording.ts';
import type { Report } from '../../suites/kernel/report.ts';
import type { Revision } from '../../suites/kernel/revision.ts';
import { loadRules, ruleIds, selectIds } from '../engine/catalog.ts';
import { judge } from '../engine/judge.ts';
import { report } from '../engine/report.ts';
import { viewsOf } from '../engine/views.ts';
import { recordingOf } from './evidence.ts';
import type { LoadFigures } from './figures.ts';
import type { LoadOptions } from './options.ts';
import { measureThreshold, parseThreshold } from './threshold.ts';

export async function importedReport(
  figures: LoadFigures,
  source: { readonly engine: string; readonly label: string },
  options: Pick<LoadOptions, 'thresholds' | 'failOn' | 'revision'>,
): Promise<Report> {
  const startedAt = new Date();
  const phases = [{ name: source.engine, figures }];
  const thresholds = (options.thresholds ?? ['errors<1%']).map((text) =>
    measureThreshold(parseThreshold(text), phases, undefined),
  );
  const load = { engine: source.engine, pushing: false, alive: true, changed: [], scenario: {}, phases, thresholds };
  const recording = recordingOf(
    {
      target: { kind: 'http', label: source.label },
      revision: options.revision ?? ('2025-11-25' satisfies Revision),
      transport: 'streamable-http',
      seed: 0,
      server: {},
      capabilities: {},
      measures: { load: JSON.parse(JSON.stringify(load)) as Json },
    },
    [],
    'load',
  );
  const read = viewsOf(recording);
  const rules = await loadRules(selectIds(ruleIds(), ['load']));
  return report({
    target: recording.target,
    startedAt,
    durationMs: figures.elapsedMs,
    seed: 0,
    recordings: [recording],
    verdicts: rules.map((rule) => judge(rule, recording, read)),
    faults: [],
    options: options.failOn === undefined ? {} : { failOn: options.failOn },
    measures: recording.measures,
  });
}
