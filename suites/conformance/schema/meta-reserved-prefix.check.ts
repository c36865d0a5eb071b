// Keys under the protocol's own prefixes are the protocol's alone.

import { placeOf } from '../../artifacts/messages.ts';
import { metaKeys, type MetaKey } from '../../artifacts/meta-keys.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';
import type { Revision } from '../../kernel/revision.ts';

const OWN = new Set(['mcp', 'modelcontextprotocol']);

/** Names any revision or extension of the protocol uses, to be safe in all of them. */
const DEFINED = new Set([
  'related-task',
  'model-immediate-response',
  'protocolVersion',
  'clientInfo',
  'clientCapabilities',
  'logLevel',
  'serverInfo',
  'subscriptionId',
  'tasks',
  'ui',
]);

/** 2025-06-18 reserves by the label before the last, later revisions by the second. */
function isReserved(prefix: string, revision: Revision): boolean {
  const labels = prefix.split('.');
  return OWN.has((revision === '2025-06-18' ? labels.at(-2) : labels[1]) ?? '');
}

const isDefined = ({ key, name, prefix }: MetaKey, capabilities: JsonObject): boolean => {
  if (prefix === 'io.modelcontextprotocol' && DEFINED.has(name)) return true;
  const extensions = member(capabilities, 'extensions');
  return isObject(extensions) && Object.keys(extensions).some((id) => key.startsWith(id));
};

export default check({
  title: 'No keys of its own under prefixes that the protocol keeps for itself',
  // A reservation without a keyword, and official extensions may use more names than are known here.
  level: 'should',
  revisions: { since: '2025-06-18' },
  requirements: ['jsonrpc.meta-reserved-prefix', 'jsonrpc.meta-reserved-prefix-2025-06', 'schema.meta-reserved-prefix'],
  why: 'A later revision may give the key a meaning, and every client will then misread this server.',
  fix: 'Use a prefix of your own domain.',
  touch: 'passive',
  needs: { metaKeys },
  judge: ({ metaKeys: keys }, { recording }) =>
    judgeEach(
      keys.filter(({ prefix }) => prefix !== undefined),
      (one) =>
        isReserved(one.prefix ?? '', one.found.revision ?? recording.revision) &&
        !isDefined(one, recording.capabilities)
          ? {
              at: [placeOf(one.found, one.pointer)],
              got: `the key ${brief(one.key, 80)}`,
              want: 'a key that the specification or an advertised extension defines',
              key: brief(one.key, 60),
            }
          : undefined,
      'no key with a prefix was sent in any _meta',
    ),
});
