// Where two readers of the same bytes disagree on where a request ends, the second request is the attacker's.
//
// Each case is sent alone, on a connection of its own, and would be harmless to a server that takes it wrongly; behind a
// proxy that reads it otherwise it smuggles. Only what RFC 9112 forbids is a finding: obs-fold that is replaced by
// spaces and Transfer-Encoding that wins over Content-Length are allowed, the latter if the connection is closed.

import { address } from '../../artifacts/strangers.ts';
import { check } from '../../kernel/check.ts';
import type { BytesOptions, Finding, Session } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { opening } from '../../artifacts/authorization.ts';
import { leaveBytes, openingBytes } from './openings.ts';
import { newestOnly } from '../newest-only.ts';

interface Case {
  readonly key: string;
  readonly what: string;
  /** Section of RFC 9112. */
  readonly section: string;
  readonly lines: (length: number) => readonly string[];
  readonly chunked?: boolean;
}

const CASES: readonly Case[] = [
  {
    key: 'two-lengths',
    what: 'two values of Content-Length',
    section: '6.3',
    lines: (length) => [`Content-Length: ${length}`, `Content-Length: ${length + 1}`],
  },
  {
    key: 'signed-length',
    what: 'Content-Length with a sign',
    section: '6.3',
    lines: (length) => [`Content-Length: +${length}`],
  },
  {
    key: 'space-before-colon',
    what: 'a space before the colon of Content-Length',
    section: '5.1',
    lines: (length) => [`Content-Length : ${length}`],
  },
  {
    key: 'unknown-coding',
    what: 'a transfer coding that nobody knows',
    section: '6.1',
    lines: () => ['Transfer-Encoding: xchunked'],
    chunked: true,
  },
  {
    key: 'chunked-not-last',
    what: 'chunked before another coding',
    section: '6.3',
    lines: () => ['Transfer-Encoding: chunked, identity'],
    chunked: true,
  },
  {
    key: 'folded-coding',
    what: 'Transfer-Encoding on a folded line of another header',
    section: '5.2',
    lines: () => ['X-Assay: a', ' Transfer-Encoding: chunked'],
    chunked: true,
  },
];

const PATIENCE = 2000;

const chunked = (body: string): string => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;

async function probe(session: Session, url: string): Promise<void> {
  const { host, pathname, search } = new URL(url);
  const path = `${pathname}${search}`;
  const { body } = opening(session);
  const close = 'Connection: close';
  const plain = openingBytes(session, host, path, { lines: [close] });
  const ask = async (data: string, options: BytesOptions): Promise<void> =>
    leaveBytes(session, await session.bytes(data, options));
  await ask(plain, { tag: 'plain', timeout: PATIENCE, deliberate: 'without session and credentials' });
  for (const one of CASES)
    await ask(
      openingBytes(session, host, path, {
        lines: [...one.lines(body.length), close],
        length: undefined,
        ...(one.chunked === true ? { body: chunked(body) } : {}),
      }),
      { tag: one.key, timeout: PATIENCE, deliberate: one.what },
    );
  const both = openingBytes(session, host, path, {
    lines: [`Content-Length: ${chunked(body).length}`, 'Transfer-Encoding: chunked'],
    length: undefined,
    body: chunked(body),
  });
  await ask(both, {
    tag: 'both',
    next: plain,
    timeout: PATIENCE,
    deliberate: 'Content-Length beside Transfer-Encoding',
  });
}

/** Status lines in what came back; an event stream or JSON holds none. */
const statuses = (exchange: Exchange | undefined): readonly number[] =>
  (exchange?.received ?? [])
    .filter(({ via }) => via === 'head')
    .flatMap(({ raw }) => [...raw.matchAll(/^HTTP\/1\.[01] ([2-5]\d\d)/gmu)].map(([, status]) => Number(status)));

export default check({
  title: 'Requests whose end can be read in two ways are refused',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: [],
  url: () => 'https://www.rfc-editor.org/rfc/rfc9112#section-6.3',
  why: 'Behind a proxy that reads the length otherwise, the rest of one request becomes the next of somebody else.',
  fix: 'Answer 400 and close the connection; use a server whose HTTP parser is strict, and leave its lenient switches off.',
  tags: ['owasp:MCP07', 'cwe:CWE-444'],
  touch: 'intrusive',
  isolation: 'rough',
  needs: { address },
  applies: (_views, recording) => newestOnly(recording),
  probe: (session, views) => probe(session, views.address),
  judge: (_views, { tagged }) => {
    const [plain] = tagged('plain');
    const [usual] = statuses(plain);
    if (plain === undefined || usual === undefined || usual === 400 || usual >= 500)
      return { seen: 0, findings: [], note: 'the same request with sound framing was not served either' };
    const findings: Finding[] = [];
    let seen = 0;
    for (const { key, what, section } of CASES) {
      const [exchange] = tagged(key);
      if (exchange === undefined || exchange.outcome === 'timeout') continue;
      seen += 1;
      if (statuses(exchange)[0] !== usual) continue;
      // Refused for want of credentials before anybody read the body: how it would have been read is not to be seen.
      if (key === 'unknown-coding' && (usual === 401 || usual === 403)) continue;
      findings.push({
        at: [at(exchange), at(plain)],
        got: `${what}: HTTP ${usual}, as without`,
        want: `HTTP 400 (RFC 9112, section ${section})`,
        key,
      });
    }
    const [both] = tagged('both');
    if (both !== undefined && statuses(both).length > 0) seen += 1;
    if (both !== undefined && statuses(both)[0] === usual && statuses(both)[1] === usual)
      findings.push({
        at: [at(both)],
        got: 'Content-Length beside Transfer-Encoding: served, and the connection goes on',
        want: 'HTTP 400, or the end of the connection (RFC 9112, section 6.1)',
        key: 'both',
      });
    return { seen, findings, note: 'no answer to judge' };
  },
});
