// What stands open beside the endpoint: metrics, debuggers, inspectors, files that were never meant to be served.

import { listening } from '../../artifacts/listening.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Session } from '../../kernel/check.ts';
import { at, atFrame } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { DOORS, LISTS_OF_SESSIONS } from './doors.ts';
import { PLACE, reachOf } from './reach.ts';
import { newestOnly } from '../newest-only.ts';

const NOWHERE = '/assay-no-such-path';
const AT_ONCE = 6;

const textOf = (exchange: Exchange | undefined): string =>
  (exchange?.received ?? [])
    .filter(({ via }) => via === 'post' || via === 'stream')
    .map(({ raw }) => raw)
    .join('\n');
const jsonOf = (exchange: Exchange): unknown => exchange.received.find(({ via }) => via === 'post')?.json;

async function probe(session: Session): Promise<void> {
  const paths = [NOWHERE, ...LISTS_OF_SESSIONS, ...DOORS.map(({ path }) => path)];
  const get = (path: string): Promise<Exchange> =>
    session.http({ path, anonymous: true, headers: { Accept: '*/*' }, tag: path, timeout: 2000 });
  for (let first = 0; first < paths.length; first += AT_ONCE)
    await Promise.all(paths.slice(first, first + AT_ONCE).map(get));
}

export default check({
  title: 'Nothing stands open beside the endpoint',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http', 'http-sse'],
  requirements: [],
  why: 'Debuggers, profilers, settings and files give away what the endpoint guards, and nobody watches them.',
  fix: 'Serve the endpoint alone; put health and metrics on a port of their own that only those who need them reach.',
  tags: ['owasp:MCP07', 'owasp:MCP01', 'cwe:CWE-552'],
  touch: 'probing',
  needs: { listening },
  applies: (_views, recording) => newestOnly(recording),
  probe,
  judge: ({ listening: addresses }, { recording, probe: asked, tagged }) => {
    const reach = reachOf(recording, addresses);
    const nowhere = textOf(tagged(NOWHERE)[0]);
    const answered = asked.filter(({ status }) => status !== undefined);
    const open = (path: string): Exchange | undefined => tagged(path).find(({ status }) => status === 200);
    const findings: Finding[] = [];
    for (const { path, what, severity, beyond, known } of DOORS) {
      const exchange = open(path);
      if (exchange === undefined || (beyond === true && reach === 'machine')) continue;
      const text = textOf(exchange);
      if (text === nowhere || !known(text, jsonOf(exchange))) continue;
      const got = `${path} shows ${what} to ${reach === 'machine' ? 'every program of the machine' : PLACE[reach]}`;
      // What such a door shows may be secret: the report points at the question, the answer stays in the evidence.
      const quiet = severity === 'high' || severity === 'critical';
      const where = quiet ? atFrame(exchange.sent) : at(exchange);
      findings.push({ at: [where], got, want: 'HTTP 404, or credentials', severity, key: path });
    }
    const ids = recording.lanes.flatMap(({ sessionId }) => (sessionId === undefined ? [] : [sessionId]));
    for (const path of LISTS_OF_SESSIONS) {
      const exchange = open(path);
      if (exchange === undefined || !ids.some((id) => id.length > 8 && textOf(exchange).includes(id))) continue;
      const got = `${path} shows ids of sessions of others`;
      findings.push({ at: [atFrame(exchange.sent)], got, want: 'HTTP 404', severity: 'critical', key: path });
    }
    return { seen: answered.length, findings, note: 'no path was answered' };
  },
});
