// Reads of resources that surely do not exist: an invented scheme, and a listed URI with a tail nobody has.

import { artifact } from '../kernel/check.ts';
import { errorOf, isObject, member, refusedOutside, resultOf } from '../kernel/look.ts';
import type { Exchange } from '../kernel/recording.ts';
import { text } from './listing.ts';
import { isWeb } from './resource-reads.ts';
import { resources } from './resources.ts';

export interface MissingResource {
  readonly uri: string;
  /** The scheme is invented: no template can cover it. */
  readonly foreign: boolean;
  readonly exchange: Exchange;
}

const FOREIGN = ['assay-probe://no-such-resource/1', 'assay-probe://no-such-resource/%C3%BCnbekannt'];

export const missingResources = artifact<readonly MissingResource[]>({
  id: 'missing-resources',
  after: [resources],
  declared: (capabilities) => isObject(member(capabilities, 'resources')),
  gather: async (session, views) => {
    const listed = views(resources).items.map((item) => text(item, 'uri'));
    const known = listed.find((uri) => uri !== undefined && !isWeb(uri) && !/[?#]/u.test(uri));
    const uris = known === undefined ? FOREIGN : [...FOREIGN, `${known}-assay-no-such-resource`];
    await Promise.all(uris.map((uri) => session.request('resources/read', { uri }, { tag: uri })));
  },
  read: (recording) =>
    recording.exchanges
      .filter((exchange) => exchange.by === 'artifact:missing-resources' && exchange.method === 'resources/read')
      .filter((exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined)
      .map((exchange) => ({ uri: exchange.tag ?? '', foreign: FOREIGN.includes(exchange.tag ?? ''), exchange })),
});
