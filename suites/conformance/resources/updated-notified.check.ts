// A watched resource that changes in silence.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Look } from '../../kernel/check.ts';
import { member, resultOf } from '../../kernel/look.ts';
import type { KnownCall } from '../../kernel/recording.ts';
import { judgeNotified, listenAndChange } from '../lists/notified.ts';

const METHOD = 'notifications/resources/updated';

const uriOf = (call: KnownCall): string | undefined => {
  const uri = member(call.params['_meta'], 'uri');
  return typeof uri === 'string' ? uri : undefined;
};

const contents = (look: Look, tag: string): string | undefined => {
  const found = member(resultOf(look.tagged(tag)[0]), 'contents');
  return found === undefined ? undefined : JSON.stringify(found);
};

/** Read twice before, so that what changes by itself is no proof. */
function changed(look: Look): boolean {
  const [one, two, after] = ['before 1', 'before', 'after'].map((tag) => contents(look, tag));
  return one !== undefined && after !== undefined && one === two && one !== after;
}

export default check({
  title: 'A change of a watched resource is told to whoever listens for it',
  level: 'should',
  revisions: { since: '2026-07-28' },
  requirements: ['resources.updated-notified'],
  why: 'A client that watches a resource reads it again only when it is told to; without the word it shows what is long gone.',
  fix: 'Send notifications/resources/updated on every subscription that names the resource in resourceSubscriptions.',
  touch: 'probing',
  needs: { knownCalls },
  applies: (views, recording) => {
    if (member(member(recording.capabilities, 'resources'), 'subscribe') !== true)
      return { kind: 'not-declared', note: 'resources.subscribe is not declared' };
    return views.knownCalls.find('changes-resource').some((call) => uriOf(call) !== undefined)
      ? undefined
      : views.knownCalls.missing('changes-resource');
  },
  probe: async (session, views) => {
    const call = views.knownCalls.find('changes-resource').find((one) => uriOf(one) !== undefined);
    const uri = call === undefined ? undefined : uriOf(call);
    if (call === undefined || uri === undefined) return;
    await session.request('resources/read', { uri }, { tag: 'before 1' });
    await listenAndChange(session, { resourceSubscriptions: [uri] }, call, METHOD, (lane, tag) =>
      lane.request('resources/read', { uri }, { tag }),
    );
  },
  judge: (views, look) => {
    const uri =
      views.knownCalls
        .find('changes-resource')
        .map(uriOf)
        .find((one) => one !== undefined) ?? '';
    const watched = (agreed: unknown): boolean => {
      const uris = member(agreed, 'resourceSubscriptions');
      return Array.isArray(uris) && uris.includes(uri);
    };
    const below = (params: unknown): boolean => String(member(params, 'uri') ?? '').startsWith(uri.replace(/\/$/u, ''));
    return judgeNotified(
      look,
      METHOD,
      watched,
      changed(look),
      'the call did not change the resource, or the subscription was not agreed to',
      below,
    );
  },
});
