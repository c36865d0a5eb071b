// A lifetime that no clock counts.

import { cacheable } from '../../artifacts/cacheable-results.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';

export default check({
  title: 'ttlMs is a whole number of at least 0',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['caching.ttl-non-negative-integer'],
  why: 'Caches compute with it: a text, a fraction or a negative number makes them keep things for ever, or fail.',
  fix: 'Send milliseconds as an integer, 0 where nothing may be kept.',
  touch: 'probing',
  needs: { cacheable },
  probe: async (session) => void (await session.request('server/discover')),
  judge: (views) => {
    const stated = views.cacheable.filter(({ result }) => result['ttlMs'] !== undefined);
    const findings = new Map<string, Finding>();
    for (const { exchange, result } of stated) {
      const ttl = result['ttlMs'];
      if (Number.isInteger(ttl) && (ttl as number) >= 0) continue;
      const key = `${exchange.method} ${typeof ttl}`;
      if (!findings.has(key))
        findings.set(key, {
          at: [at(exchange, 'result', 'ttlMs')],
          got: `${exchange.method}: ${brief(ttl)}`,
          want: 'an integer of at least 0',
          key,
        });
    }
    return { seen: stated.length, findings: [...findings.values()], note: 'no result states a ttlMs' };
  },
});
