// A session must be found by each of its requests, over whatever connection they come.

import { check, type Finding } from '../kernel/check.ts';
import { brief, ending } from '../kernel/look.ts';
import { ALL } from '../kernel/revision.ts';
import { homesOf, routingOf } from './routing.ts';
import { bySession, isAffinity, NOT_ASKED, trials, type Trial } from './trials.ts';
import type { Recording } from '../kernel/recording.ts';

export default check({
  title: 'Each request of a session reaches what knows the session',
  level: 'must',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: ['sessions.independent', 'lifecycle.connection-reuse-not-required'],
  why: 'Behind a balancer that does not route by session, clients lose their session at random: calls fail that would succeed a moment later.',
  fix: 'Let the balancer learn the session from the response to initialize (HAProxy: `stick store-response res.hdr(Mcp-Session-Id)`, `stick match req.hdr(Mcp-Session-Id)`), route by a header the client sends from its first request on, keep sessions in a shared store, or serve without sessions. A hash on Mcp-Session-Id does not do it.',
  url: (revision) => `https://modelcontextprotocol.io/specification/${revision}/basic/transports`,
  touch: 'heavy',
  needs: { seen: trials },
  judge: ({ seen }, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const counted = seen.all.filter(({ outcome }) => outcome === 'own' || outcome === 'lost');
    const lost = counted.filter(({ outcome }) => outcome === 'lost');
    const finding =
      lost.length === 0
        ? []
        : [seen.sessions ? lostSessions(seen, lost, recording) : lostRequests(lost, counted.length)];
    return { seen: counted.length, findings: finding };
  },
});

function lostSessions(
  seen: { readonly all: readonly Trial[]; readonly sessions: boolean },
  lost: readonly Trial[],
  recording: Recording,
): Finding {
  const routing = routingOf(seen, recording);
  const sessions = [...bySession(seen.all.filter(({ how }) => how === 'new')).values()];
  const broken = sessions.filter((list) => list.some(({ outcome }) => outcome === 'lost'));
  const firsts = broken.map((list) => list.findIndex(({ outcome }) => outcome === 'lost') + 1);
  const after =
    firsts.length === 0
      ? ''
      : `, the first after ${Math.min(...firsts)} request${Math.min(...firsts) === 1 ? '' : 's'}`;
  const [example] = lost;
  const how = example === undefined ? '' : brief(ending(example.exchange), 120);
  return {
    at: lost.slice(0, 5).map(({ exchange }) => ({ exchange: exchange.id })),
    got: `${broken.length} of ${sessions.length} sessions lost${after} (${how})${between(lost, recording)}; it looks like ${routing.looks}`,
    want: `every request answered for its session: ${routing.remedy}`,
    key: routing.name,
  };
}

function between(lost: readonly Trial[], recording: Recording): string {
  const { homes } = homesOf(recording);
  const names = new Set(lost.flatMap(({ lane }) => homes.get(lane) ?? []));
  if (names.size === 0) return '';
  const replicas = new Set(
    recording.exchanges.flatMap(({ tag }) => (tag?.startsWith('home/') === true ? [tag.slice(5)] : [])),
  );
  return `; sessions of ${[...names].toSorted().join(' and ')} were asked for at another of the ${replicas.size} replicas`;
}

/** Without sessions nothing may depend on where a request lands. */
function lostRequests(lost: readonly Trial[], of: number): Finding {
  const places = new Set(lost.map(({ exchange }) => exchange.sent.http?.url ?? ''));
  const [example] = lost;
  return {
    at: lost.slice(0, 5).map(({ exchange }) => ({ exchange: exchange.id })),
    got: `${lost.length} of ${of} requests refused (${example === undefined ? '' : brief(ending(example.exchange), 120)}) at ${[...places].join(', ')}`,
    want: 'every request answered by whichever replica it reaches: nothing may be remembered between requests but what the client sends',
    key: 'stateless',
  };
}
