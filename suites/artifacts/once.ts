// One finding for each key: the same habit shown by four questions is one thing to mend.

import type { Finding, Judged } from '../kernel/check.ts';

export function oncePerKey(judged: Judged): Judged {
  const first = new Map<string, Finding>();
  for (const finding of judged.findings) {
    const key = finding.key ?? '';
    if (!first.has(key)) first.set(key, finding);
  }
  return { ...judged, findings: [...first.values()] };
}
