// Session ids and event ids of older revisions mean nothing here, and are neither honoured nor handed out.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, ending, header, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { served, unanswered } from '../../artifacts/answers.ts';
import { leftovers } from '../../artifacts/leftovers.ts';
import { modernOpening } from '../../artifacts/modern-opening.ts';

export default check({
  title: 'A server without legacy support ignores session ids and event ids, and issues none',
  level: 'should',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.session-id-ignored', 'http.no-session-id-issued', 'http.last-event-id-ignored'],
  why: 'Proxies and older clients may still send these headers; a server that acts on them refuses good requests.',
  fix: 'Do not read Mcp-Session-Id and Last-Event-ID, and do not send Mcp-Session-Id.',
  touch: 'probing',
  needs: { leftovers, modernOpening },
  applies: ({ modernOpening: { dualEra } }) =>
    dualEra ? { kind: 'nothing-to-judge', note: 'the server serves older revisions too' } : undefined,
  judge: ({ leftovers: { all, of } }, { recording }) => {
    const findings: Finding[] = [];
    const works = new Set(
      of('baseline')
        .filter(served)
        .map(({ method }) => method),
    );
    const asked = all.filter(
      (each) =>
        /^(?:session|event id)\|/.test(each.tag ?? '') &&
        works.has(each.method) &&
        !unanswered(each) &&
        !refusedOutside(each),
    );
    for (const exchange of asked)
      if (!served(exchange))
        findings.push({
          at: [at(exchange)],
          got: `${ending(exchange)} with ${exchange.tag?.startsWith('session') ? 'Mcp-Session-Id' : 'Last-Event-ID'}`,
          want: 'the result that comes without it',
          key: exchange.tag?.split('|').join(' ') ?? '',
        });
    const issued = recording.exchanges.find((each) => served(each) && header(each, 'mcp-session-id') !== undefined);
    if (issued !== undefined)
      findings.push({
        at: [at(issued)],
        got: `Mcp-Session-Id: ${brief(header(issued, 'mcp-session-id'), 40)}`,
        want: 'no session id',
        key: 'issued',
      });
    return { seen: asked.length, findings };
  },
});
