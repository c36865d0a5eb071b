// A subscription that never speaks.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, brief, errorOf, member, resultOf } from '../../kernel/look.ts';
import type { Exchange, Frame, JsonObject, KnownCall } from '../../kernel/recording.ts';
import { until } from '../../artifacts/until.ts';

const METHOD = 'notifications/resources/updated';
/** Updates may be throttled; the specification names no time. */
const PATIENCE_MS = 10_000;

const declared = (capabilities: JsonObject): boolean => member(member(capabilities, 'resources'), 'subscribe') === true;

const uriOf = (call: KnownCall): string | undefined => {
  const uri = member(call.params['_meta'], 'uri');
  return typeof uri === 'string' ? uri : undefined;
};

/** The call as it is sent: our own mark in `_meta` stays here. */
const sent = (call: KnownCall): JsonObject =>
  Object.fromEntries(Object.entries(call.params).filter(([key]) => key !== '_meta'));

const reports = (frames: readonly Frame[], uri: string): boolean =>
  frames.some((frame) => {
    const reported = member(member(frame.json, 'params'), 'uri');
    return (
      member(frame.json, 'method') === METHOD &&
      typeof reported === 'string' &&
      reported.startsWith(uri.replace(/\/$/u, ''))
    );
  });

async function change(session: Session, call: KnownCall, uri: string): Promise<void> {
  const listener = await session.fork({ listen: true, purpose: 'a subscriber' });
  const subscribed = await listener.request('resources/subscribe', { uri }, { tag: 'subscribe' });
  if (resultOf(subscribed) === undefined) return;
  await listener.request('resources/read', { uri }, { tag: 'before 1' });
  await listener.request('resources/read', { uri }, { tag: 'before 2' });
  await listener.request(call.method, sent(call), { tag: 'change' });
  await listener.request('resources/read', { uri }, { tag: 'after' });
  await until(listener, () => reports(listener.frames, uri), PATIENCE_MS);
}

const text = (exchange: Exchange | undefined): string | undefined => {
  const contents = member(resultOf(exchange), 'contents');
  return contents === undefined ? undefined : JSON.stringify(contents);
};

export default check({
  title: 'A subscriber is told when a resource changes',
  level: 'should',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['resources.updated-sent'],
  why: 'A client that subscribed reads again only when it is told to; without the word it shows what is long gone.',
  fix: 'Send notifications/resources/updated to every subscriber once the resource has changed.',
  touch: 'probing',
  needs: { knownCalls },
  applies: (views, recording) => {
    if (!declared(recording.capabilities)) return { kind: 'not-declared', note: 'resources.subscribe is not declared' };
    const [call] = views.knownCalls.find('changes-resource').filter((one) => uriOf(one) !== undefined);
    return call === undefined ? views.knownCalls.missing('changes-resource') : undefined;
  },
  probe: async (session, views) => {
    const [call] = views.knownCalls.find('changes-resource').filter((one) => uriOf(one) !== undefined);
    const uri = call === undefined ? undefined : uriOf(call);
    if (call !== undefined && uri !== undefined) await change(session, call, uri);
  },
  judge: (views, look) => {
    const note = 'the call that is said to change the resource did not change it, or it changes by itself';
    const [changing] = look.tagged('change');
    const [one, two, after] = ['before 1', 'before 2', 'after'].map((tag) => text(look.tagged(tag)[0]));
    const changed = one !== undefined && after !== undefined && one === two && one !== after;
    if (!changed || changing === undefined || errorOf(changing) !== undefined) return { seen: 0, findings: [], note };
    const uri =
      views.knownCalls
        .find('changes-resource')
        .map(uriOf)
        .find((each) => each !== undefined) ?? '';
    const frames = look.recording.frames.filter((frame) => frame.lane === changing.lane && frame.origin === 'target');
    if (reports(frames, uri)) return { seen: 1, findings: [] };
    const finding = {
      at: [at(look.tagged('after')[0]), at(changing)],
      got: `${brief(uri, 80)} changed, and no update came within ${PATIENCE_MS / 1000} s`,
      want: METHOD,
      key: brief(uri, 80),
    };
    return { seen: 1, findings: [finding] };
  },
});
