// Clients plan with the stated size: how much of a context window it takes, whether to load it at all.

import { base64Fault, base64Length, utf8Length } from '../../artifacts/base64.ts';
import { resourceReads } from '../../artifacts/resource-reads.ts';
import type { ResourceRead } from '../../artifacts/resource-reads.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, member } from '../../kernel/look.ts';

/** Bytes of the one entry that was read; several entries, or none, cannot be compared. */
function actual(read: ResourceRead): number | undefined {
  const [only, ...more] = read.contents;
  if (more.length > 0) return undefined;
  const blob = member(only, 'blob');
  if (typeof blob === 'string') return base64Fault(blob) === undefined ? base64Length(blob) : undefined;
  const text = member(only, 'text');
  return typeof text === 'string' ? utf8Length(text) : undefined;
}

export default check({
  title: 'The stated size of a resource is its number of bytes',
  level: 'should',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['resources.size-accurate'],
  why: 'Clients show the size and decide by it what fits into a context window.',
  fix: 'State the number of raw bytes, before any encoding, or leave `size` out.',
  touch: 'passive',
  needs: { resourceReads },
  judge: (views) =>
    judgeEach(
      views.resourceReads.filter(
        (read) => typeof member(read.resource.value, 'size') === 'number' && actual(read) !== undefined,
      ),
      (read) => {
        const stated = member(read.resource.value, 'size');
        const bytes = actual(read);
        if (stated === bytes) return undefined;
        return {
          at: [read.resource.where, at(read.exchange, 'result', 'contents', 0)],
          got: `size ${brief(stated)} of ${brief(read.uri, 80)}, which has ${brief(bytes)} bytes`,
          want: 'the number of raw bytes',
          key: brief(read.uri, 80),
        };
      },
      'no readable resource states a size',
    ),
});
