// Who is not let in gets no key.

import { authorization, BAD } from '../../artifacts/authorization.ts';
import { check } from '../../kernel/check.ts';
import { at, header, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'Refusals open no session',
  level: 'should',
  revisions: { since: '2025-06-18', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['auth.no-data-to-unauthorised'],
  why: 'A session that was opened for nobody costs memory, and works for whoever was refused where only initialize is guarded.',
  fix: 'Check the token before a session is opened, and send no Mcp-Session-Id with 401 and 403.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) =>
    auth.required
      ? judgeEach(
          [...auth.of('anonymous'), ...BAD.flatMap((name) => auth.of(`bad ${name}`))].filter(
            ({ status }) => status === 401 || status === 403,
          ),
          (exchange) =>
            header(exchange, 'mcp-session-id') === undefined
              ? undefined
              : { at: [at(exchange)], got: 'a session id', want: 'none', key: exchange.tag ?? '' },
          auth.note,
        )
      : { seen: 0, findings: [], note: auth.note },
});
