// A vendor prefix is a domain name, turned round.

import { placeOf } from '../../artifacts/messages.ts';
import { metaKeys } from '../../artifacts/meta-keys.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';

const TOP = new Set(
  'com org net io dev ai app co edu gov mil info biz me xyz cloud tech sh so to gg eu uk de fr nl ch at jp cn in us ca au'.split(
    ' ',
  ),
);

/** `example.com/`: ends like a domain and does not begin like a reversed one. Anything else may be right. */
function isForward(prefix: string): boolean {
  const labels = prefix.toLowerCase().split('.');
  const [first = '', last = ''] = [labels[0], labels.at(-1)];
  return labels.length > 1 && TOP.has(last) && !TOP.has(first) && first.length > 2;
}

export default check({
  title: 'Prefixes of _meta keys are reversed domain names',
  level: 'should',
  revisions: { since: '2025-11-25' },
  requirements: ['jsonrpc.meta-reverse-dns', 'schema.meta-reverse-dns'],
  why: 'One order for all keeps two makers from choosing the same prefix.',
  fix: 'Write com.example/name instead of example.com/name.',
  touch: 'passive',
  needs: { metaKeys },
  judge: ({ metaKeys: keys }) =>
    judgeEach(
      keys.filter(({ prefix }) => prefix !== undefined),
      ({ prefix = '', found, pointer }) =>
        isForward(prefix)
          ? {
              at: [placeOf(found, pointer)],
              got: `the prefix ${brief(prefix, 60)}/`,
              want: `${brief(prefix.split('.').toReversed().join('.'), 60)}/`,
              key: brief(prefix, 60),
            }
          : undefined,
      'no key with a prefix was sent in any _meta',
    ),
});
