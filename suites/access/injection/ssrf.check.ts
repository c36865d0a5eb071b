// A server that fetches what it is told reaches what its caller cannot: its own machine, and the network behind it.
//
// Proof: a request reaches a listener of ours on loopback, at a path that nobody but this target was told.

import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Session } from '../../kernel/check.ts';
import { at, atFrame, isObject } from '../../kernel/look.ts';
import type { ActiveFacts } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { attack, attackOf, each, keyOf, type Place, placesIn, tagOf } from './places.ts';
import { newestOnly } from '../newest-only.ts';

/** Spellings of loopback; a list of forbidden names seldom has them all. */
const HOSTS = ['127.0.0.1', 'localhost', '2130706433', '127.1', '[::ffff:127.0.0.1]', '0x7f000001'] as const;

const TAKES_URLS = /ur[il]|link|href|src|endpoint|webhook|callback|image|page|site|address|feed|host/iu;

const takesUrls = ({ path, schema }: Place): boolean =>
  /^(?:uri|url|iri)/iu.test(String(schema['format'] ?? '')) ||
  TAKES_URLS.test(`${path.join(' ')} ${String(schema['description'] ?? '')}`);

/** Answers come before the request does where a tool fetches in the background. */
const LATE = 300;

async function probe(session: Session, places: readonly Place[], { port, token }: ActiveFacts): Promise<void> {
  const attacks = places.flatMap((place, index) =>
    (takesUrls(place) ? HOSTS : HOSTS.slice(0, 1)).map((host, which) => ({
      place,
      host,
      path: `/${token}/${index}-${which}`,
    })),
  );
  await each(session, attacks, ({ place, host, path }) =>
    attack(session, place, host, `http://${host}:${port}${path}`, path),
  );
  if (isObject(session.capabilities['resources'])) {
    const path = `/${token}/resource`;
    const tag = tagOf({ tool: 'resources/read', at: '', form: HOSTS[0], proof: path });
    const uri = `http://${HOSTS[0]}:${port}${path}`;
    await session.request('resources/read', { uri }, { tag, timeout: 3000, deliberate: 'an attack: a url of ours' });
  }
  await session.pause(LATE);
}

export default check({
  title: 'No argument makes the target send requests to its own machine',
  level: 'should',
  revisions: ALL,
  requirements: [],
  url: () => 'https://owasp.org/www-project-mcp-top-10/',
  why: 'Services on loopback and in the network behind the target, cloud metadata among them, trust whoever reaches them.',
  fix: 'Resolve the name first and refuse loopback, link-local and private addresses, after each redirect again; or allow hosts by a list.',
  tags: ['owasp:MCP05', 'cwe:CWE-918'],
  severity: 'high',
  touch: 'active',
  isolation: 'own',
  needs: { tools },
  applies: (_views, recording) => newestOnly(recording),
  probe: async (session, views) => {
    if (session.active !== undefined)
      await probe(session, placesIn(views.tools.items, session.callable), session.active);
  },
  judge: (_views, { recording, probe: asked }) => {
    const heard = new Map(
      recording.frames.filter(({ lane }) => lane === 'listener').map((frame) => [frame.http?.url ?? '', frame]),
    );
    const findings: Finding[] = [];
    const keys = new Set<string>();
    let seen = 0;
    for (const exchange of asked) {
      const found = attackOf(exchange);
      if (found === undefined) continue;
      const frame = heard.get(found.proof);
      if (exchange.response !== undefined || frame !== undefined) seen += 1;
      if (frame === undefined || keys.has(keyOf(found))) continue;
      keys.add(keyOf(found));
      findings.push({
        at: [at(exchange), atFrame(frame)],
        got: `${found.tool} ${found.at}: ${frame.http?.method ?? ''} ${found.form} reached our listener`,
        want: 'a refusal of addresses of the own machine',
        key: keyOf(found),
      });
    }
    return { seen, findings, note: 'no tool that may be called takes a free text' };
  },
});
