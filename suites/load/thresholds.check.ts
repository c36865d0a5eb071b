// The operator's own limits; the one kind of failure here that no specification asks for.

import { check, type Finding } from '../kernel/check.ts';
import { isObject } from '../kernel/look.ts';
import { ALL } from '../kernel/revision.ts';
import { loadMeasures, NO_LOAD } from './measures.ts';

export default check({
  title: 'Latency, errors and throughput keep to the thresholds of this run',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'A threshold is what was promised to those who call this server; without --threshold it is that fewer than 1 % of the requests fail, where a JSON-RPC error or isError inside HTTP 200 is a failure too.',
  fix: 'Compare the steps and the errors by kind in the figures of this report: the slowest step or the most frequent kind is where to begin.',
  touch: 'heavy',
  needs: { load: loadMeasures },
  judge: ({ load }, { recording }) => {
    if (load === undefined) return { seen: 0, findings: [], note: NO_LOAD };
    const measured = load.thresholds.flatMap((one) =>
      one.actual === undefined ? [] : [{ ...one, actual: one.actual }],
    );
    const broken = measured.filter(({ below, limit, actual }) => (below ? actual > limit : actual < limit));
    const findings = broken.map(({ text, metric, actual, phase }): Finding => {
      const shown = metric === 'errors' ? `${Number((actual * 100).toFixed(3))} %` : String(Number(actual.toFixed(3)));
      const kinds = metric === 'errors' ? ` (${errorKinds(load.phases)})` : '';
      const at = metric === 'errors' ? recording.exchanges.filter(isObject).map(({ id }) => ({ exchange: id })) : [];
      return { at: at.slice(0, 10), got: `${shown} in the ${phase ?? 'run'}${kinds}`, want: text, key: text };
    });
    return { seen: measured.length, findings, note: 'no threshold speaks of what was measured' };
  },
});

function errorKinds(phases: readonly { readonly figures: { readonly errors: { readonly byKind: object } } }[]): string {
  const kinds = phases.flatMap(({ figures }) => Object.entries(figures.errors.byKind as Record<string, number>));
  const sums = new Map<string, number>();
  for (const [kind, count] of kinds) sums.set(kind, (sums.get(kind) ?? 0) + count);
  return [...sums].map(([kind, count]) => `${count} × ${kind}`).join(', ');
}
