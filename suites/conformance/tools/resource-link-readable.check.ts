// A link that a tool returns can be followed.

import { contentBlocks } from '../../artifacts/content-blocks.ts';
import type { Block } from '../../artifacts/content-blocks.ts';
import { knownCalls } from '../../artifacts/known-calls.ts';
import { isWeb } from '../../artifacts/resource-reads.ts';
import { check } from '../../kernel/check.ts';
import {
  at,
  brief,
  ending,
  errorOf,
  isObject,
  judgeEach,
  member,
  refusedOutside,
  resultOf,
} from '../../kernel/look.ts';
import type { Recording } from '../../kernel/recording.ts';
import type { Revision } from '../../kernel/revision.ts';

const LIMIT = 5;

interface Link {
  readonly uri: string;
  readonly block: Block;
}

/** Links from 2025-06-18; before, the two oldest revisions ask the same of embedded resources. */
function linksOf(blocks: readonly Block[], revision: Revision): readonly Link[] {
  const links = new Map<string, Link>();
  for (const block of blocks) {
    if (block.from !== 'tool') continue;
    const uri =
      revision >= '2025-06-18'
        ? block.type === 'resource_link' && block.value['uri']
        : block.type === 'resource' && member(block.value['resource'], 'uri');
    if (typeof uri === 'string' && !isWeb(uri) && !links.has(uri)) links.set(uri, { uri, block });
  }
  return [...links.values()].slice(0, LIMIT);
}

const declared = (recording: Pick<Recording, 'capabilities'>): boolean => isObject(recording.capabilities['resources']);

/** Codes that say «there is no such resource»; other errors (rights, a source that is down) prove nothing. */
const NOT_FOUND: readonly unknown[] = [-32002, -32602, -32601];

export default check({
  title: 'A resource that a tool points to can be read',
  level: 'should',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['tools.resource-link-fetchable', 'tools.embedded-resource-refetchable'],
  why: 'The link is all that the client gets: where it cannot be read, the outcome of the tool is lost.',
  fix: 'Serve resources/read for every URI that tools return, listed or not; use https only for what the web serves.',
  touch: 'probing',
  needs: { contentBlocks, knownCalls },
  applies: (_, recording) =>
    declared(recording) ? undefined : { kind: 'not-declared', note: 'the resources capability is not declared' },
  probe: async (session, views) => {
    await Promise.all(
      linksOf(views.contentBlocks, session.revision).map(({ uri }) =>
        session.request('resources/read', { uri }, { tag: uri }),
      ),
    );
  },
  judge: (views, look) =>
    judgeEach(
      linksOf(views.contentBlocks, look.recording.revision).flatMap((link) => {
        const [exchange] = look.tagged(link.uri);
        if (exchange === undefined || refusedOutside(exchange)) return [];
        const answered = resultOf(exchange) !== undefined || NOT_FOUND.includes(errorOf(exchange)?.code);
        return answered ? [{ ...link, exchange }] : [];
      }),
      ({ uri, block, exchange }) => {
        const contents = member(resultOf(exchange), 'contents');
        if (Array.isArray(contents) && contents.length > 0) return undefined;
        return {
          at: [block.where, at(exchange)],
          got: `${brief(block.name, 60)} returns ${brief(uri, 80)}; reading it gives ${resultOf(exchange) === undefined ? ending(exchange) : 'no contents'}`,
          want: 'contents',
          key: brief(uri, 80),
        };
      },
      look.recording.revision >= '2025-06-18'
        ? views.knownCalls.missing('resource-link').note
        : views.knownCalls.missing('embedded-resource').note,
    ),
});
