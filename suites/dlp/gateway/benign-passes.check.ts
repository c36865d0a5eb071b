// A filter that stops what merely looks like a secret is switched off by the first who needs to work.

import { check, type Finding } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { gatewayOf, NOT_TRIED, UNKNOWN } from './rows.ts';

export default check({
  title: 'What only looks like a secret passes the gateway unchanged',
  level: 'should',
  revisions: ALL,
  requirements: [],
  why: 'Checksums, identifiers, placeholders and numbers that fail their check digit are ordinary content; results without them are wrong, and people route around the gateway.',
  fix: 'Validate what a pattern finds (check digits, structure, entropy) before the gateway masks or stops it.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    const measures = gatewayOf(recording);
    if (measures === undefined) return { seen: 0, findings: [], note: NOT_TRIED };
    if (!measures.recognised) return { seen: 0, findings: [], note: UNKNOWN };
    const tried = measures.rows.filter(({ planted, outcome }) => !planted && outcome !== 'lost');
    const findings = new Map<string, Finding>();
    for (const row of tried) {
      if (row.outcome === 'intact') continue;
      const key = `${row.direction}.${row.category}.${row.outcome}`;
      const alike = tried.filter((one) => one.category === row.category && one.direction === row.direction);
      const hit = alike.filter(({ outcome }) => outcome === row.outcome);
      const channels = [...new Set(hit.map(({ channel }) => channel))].join(', ');
      findings.set(key, {
        at: hit.slice(0, 3).map(({ exchange }) => ({ exchange })),
        got: `${hit.length} of ${alike.length} of the kind ${row.category} ${row.outcome} in ${channels} (${row.id})`,
        want: 'the text as it was sent',
        key,
      });
    }
    return { seen: tried.length, findings: [...findings.values()] };
  },
});
