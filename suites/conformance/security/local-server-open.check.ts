// Every program on the machine reaches a port on loopback.

import { authorization } from '../../artifacts/authorization.ts';
import { isLocal } from '../../artifacts/strangers.ts';
import { check } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';

export default check({
  title: 'A server for local use over HTTP asks for a token',
  level: 'advice',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['security.local-server-protected'],
  why: 'Any other program of any user of the machine can call its tools.',
  fix: 'Use stdio, or print a token at start-up and ask for it.',
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    const [anonymous] = auth.of('anonymous');
    const url = anonymous?.sent.http?.url ?? '';
    if (anonymous === undefined || !isLocal(url))
      return { seen: 0, findings: [], note: 'the target is not on this machine' };
    const open = anonymous.outcome === 'result';
    return {
      seen: 1,
      findings: open
        ? [{ at: [at(anonymous)], got: 'served without credentials', want: 'a token, or stdio', key: 'open' }]
        : [],
    };
  },
});
