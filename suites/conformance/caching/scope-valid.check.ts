// Who may keep it: two words, and no third.

import { cacheable } from '../../artifacts/cacheable-results.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief } from '../../kernel/look.ts';

export default check({
  title: 'cacheScope is "public" or "private"',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['caching.scope-value'],
  why: 'A shared cache decides by it whether one user may be given the answer of another; an unknown word decides nothing.',
  fix: 'Send "public" for what everybody may see, "private" for the rest.',
  touch: 'probing',
  needs: { cacheable },
  probe: async (session) => void (await session.request('server/discover')),
  judge: (views) => {
    const stated = views.cacheable.filter(({ result }) => result['cacheScope'] !== undefined);
    const findings = new Map<string, Finding>();
    for (const { exchange, result } of stated) {
      const scope = result['cacheScope'];
      if (scope === 'public' || scope === 'private') continue;
      const key = `${exchange.method} ${brief(scope, 20)}`;
      if (!findings.has(key))
        findings.set(key, {
          at: [at(exchange, 'result', 'cacheScope')],
          got: `${exchange.method}: ${brief(scope)}`,
          want: '"public" or "private"',
          key,
        });
    }
    return { seen: stated.length, findings: [...findings.values()], note: 'no result states a cacheScope' };
  },
});
