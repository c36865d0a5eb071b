// A session that went down with its replica is gone; what matters is that its client is told so.

import { check, type Finding } from '../kernel/check.ts';
import { ending } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';
import { late, NO_OUTAGE, outageOf, served } from './outage.ts';
import { places } from './tags.ts';

export default check({
  title: 'Sessions that went down with a replica are refused with 404',
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.unknown-id-404'],
  why: 'At 404 a client initializes again and goes on; at 400, at a page of HTML with 503, or at silence it gives up, and stays broken after the replica is back.',
  fix: 'Route a session whose replica is gone to another one (HAProxy `option redispatch`), and answer 404 there to ids that are not known.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    const outage = outageOf(recording);
    if (outage === undefined) return { seen: 0, findings: [], note: NO_OUTAGE };
    const held = [
      ...late(outage.held.down, outage.killedAt, outage.graceMs),
      ...(outage.healedAt === undefined ? [] : late(outage.held.back, outage.healedAt, outage.graceMs)),
    ];
    const dishonest = held.filter((exchange) => !served(exchange) && exchange.status !== 404);
    const kinds = new Map<string, Exchange[]>();
    for (const exchange of dishonest) {
      const kind = exchange.status === undefined ? exchange.outcome : `HTTP ${exchange.status}`;
      kinds.set(kind, [...(kinds.get(kind) ?? []), exchange]);
    }
    const findings = [...kinds].map(([kind, list]): Finding => {
      const [first] = list;
      const got = `${list.length} of ${held.length} requests of sessions that were open before: ${first === undefined ? kind : ending(first)}; their clients never recover`;
      return { at: places(list), got, want: 'HTTP 404, or service', key: kind };
    });
    return { seen: held.length, findings };
  },
});
