// Keys of `_meta`: a prefix that tells whose they are, and a name.

import { placeOf } from '../../artifacts/messages.ts';
import { metaKeys } from '../../artifacts/meta-keys.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';

const LABEL = /^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
/** Which characters stand between the ends is listed with MAY; keys with a colon or a second slash are in wide use. */
const NAME = /^(?:[A-Za-z0-9](?:.*[A-Za-z0-9])?)?$/s;

function wrong(prefix: string | undefined, name: string): string | undefined {
  if (prefix !== undefined && !prefix.split('.').every((label) => LABEL.test(label)))
    return 'a prefix of dot-separated labels that begin with a letter and end with a letter or digit';
  return NAME.test(name) ? undefined : 'a name that begins and ends with a letter or digit';
}

export default check({
  title: 'Keys of _meta follow the grammar of prefix and name',
  level: 'must',
  revisions: { since: '2025-06-18' },
  requirements: ['jsonrpc.meta-key-format', 'schema.meta-key-format'],
  why: 'The prefix keeps keys of different makers apart; a key outside the grammar may collide or be dropped by gateways.',
  fix: 'Write keys as com.example/name.',
  touch: 'passive',
  needs: { metaKeys },
  judge: ({ metaKeys: keys }) =>
    judgeEach(
      keys,
      ({ key, prefix, name, found, pointer }) => {
        const want = wrong(prefix, name);
        return want === undefined
          ? undefined
          : { at: [placeOf(found, pointer)], got: `the key ${brief(key, 80)}`, want, key: brief(key, 60) };
      },
      'no key was sent in any _meta',
    ),
});
