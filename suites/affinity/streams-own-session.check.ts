// What a session announces must come on its own listening stream, whichever replica holds either end.

import { check, type Finding } from '../kernel/check.ts';
import type { Exchange } from '../kernel/recording.ts';
import { resultOf } from '../kernel/look.ts';
import { places, taggedWith } from './tags.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';

const MARKER = /am(\d{6})x\d{10}y/g;

export default check({
  title: 'Announcements reach the listening stream of their own session, and no other',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sse.no-broadcast', 'sessions.independent'],
  why: 'Where the GET stream is held by one replica and the POST is served by another, notifications vanish; where streams are found by anything but the session, they reach somebody else.',
  fix: 'Route GET and POST of a session to the same replica, or pass announcements through a channel that all replicas share, addressed by session id.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const streams = new Map(
      taggedWith(recording, 'stream/get')
        .filter(({ status }) => status === 200)
        .map((stream) => [stream.lane, stream]),
    );
    const announced = taggedWith(recording, 'stream/announce/').filter(
      (one) => resultOf(one) !== undefined && one.status === 200,
    );
    const findings: Finding[] = [];
    const missing = announced.filter((one) => streams.has(one.lane) && !heard(streams.get(one.lane), markersOf(one)));
    if (missing.length > 0)
      findings.push({
        at: places(missing),
        got: `${missing.length} of ${announced.length} announcements did not reach the listening stream of their session`,
        want: 'each on the stream of its own session',
        key: 'missing',
      });
    const astray = [...streams].filter(([lane, stream]) => foreign(lane, stream));
    if (astray.length > 0)
      findings.push({
        at: places(astray.map(([, stream]) => stream)),
        got: `${astray.length} listening streams received what another session announced`,
        want: 'announcements of the own session alone',
        key: 'astray',
        severity: 'critical',
      });
    const note = 'no call that is allowed announces on the listening stream, or no stream could be opened';
    return { seen: announced.filter(({ lane }) => streams.has(lane)).length, findings, note };
  },
});

const markersOf = (exchange: Exchange): readonly string[] =>
  [...exchange.sent.raw.matchAll(MARKER)].map(([text]) => text);

const heard = (stream: Exchange | undefined, markers: readonly string[]): boolean =>
  markers.some((marker) => stream?.received.some(({ via, raw }) => via === 'stream' && raw.includes(marker)));

const foreign = (lane: string, stream: Exchange): boolean =>
  stream.received.some(
    ({ via, raw }) => via === 'stream' && [...raw.matchAll(MARKER)].some(([, number]) => `s${Number(number)}` !== lane),
  );
