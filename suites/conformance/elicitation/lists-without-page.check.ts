// What a server offers is read before anything is called: a page in front of that guards the server itself.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, errorOf, member, resultOf } from '../../kernel/look.ts';
import { listsAsked } from '../../artifacts/lists-asked.ts';

const NEEDS_PAGE = -32042;

export default check({
  title: 'Lists are not refused until a page was opened',
  // Whose login the page is for, no address tells: a third party may have to be asked even for a list.
  level: 'advice',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['elicitation.not-for-own-authorization'],
  why: 'A server MUST NOT rely on URL mode elicitation to authorize users for itself; clients get a token for that from a 401, and few of them open pages before they know what there is.',
  fix: 'Answer requests without a token with 401 and a challenge, or list what there is, and ask for a page in the call that needs it.',
  tags: ['owasp:MCP07'],
  touch: 'passive',
  needs: { listsAsked },
  judge: ({ listsAsked: lists }, { recording }) => {
    if (recording.facts.credentials)
      return { seen: 0, findings: [], note: 'credentials were given: who asks is known to the server' };
    const findings = lists.flatMap((exchange): Finding[] => {
      const error = errorOf(exchange);
      const pages = error?.code === NEEDS_PAGE ? member(error.data, 'elicitations') : undefined;
      if (!Array.isArray(pages) || pages.length === 0) return [];
      return [
        {
          at: [at(exchange, 'error')],
          got: `${exchange.method}: a page to open first, and no credentials were asked for`,
          want: '401 where access needs a login, else the list',
          key: exchange.method,
        },
      ];
    });
    const seen = lists.filter((exchange) => resultOf(exchange) !== undefined || errorOf(exchange) !== undefined).length;
    return { seen, findings: [...new Map(findings.map((one) => [one.key, one])).values()], note: 'nothing is listed' };
  },
});
