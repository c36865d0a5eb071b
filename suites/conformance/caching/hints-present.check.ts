// From 2026-07-28 every list says how long, and by whom, it may be kept.

import { cacheable } from '../../artifacts/cacheable-results.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';

export default check({
  title: 'Discovery, lists and resources carry ttlMs and cacheScope',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: [
    'caching.hints-discover',
    'caching.hints-tools-list',
    'caching.hints-prompts-list',
    'caching.hints-resources-list',
    'caching.hints-resource-templates-list',
    'caching.hints-resources-read',
  ],
  why: 'A client or gateway that caches needs both; without them it asks every time, or guesses and shows what is stale or not meant for that user.',
  fix: 'Add ttlMs (0 where nothing may be kept) and cacheScope to every complete result of these methods, on every page.',
  touch: 'probing',
  needs: { cacheable },
  probe: async (session) => void (await session.request('server/discover')),
  judge: (views) => {
    const findings = new Map<string, Finding>();
    for (const { exchange, result } of views.cacheable) {
      const missing = ['ttlMs', 'cacheScope'].filter((name) => result[name] === undefined);
      const key = `${exchange.method} ${missing.join(' ')}`;
      if (missing.length > 0 && !findings.has(key))
        findings.set(key, {
          at: [at(exchange, 'result')],
          got: `${exchange.method} without ${missing.join(' and ')}`,
          want: 'ttlMs and cacheScope',
          key,
        });
    }
    return {
      seen: views.cacheable.length,
      findings: [...findings.values()],
      note: 'nothing that may be cached was answered',
    };
  },
});
