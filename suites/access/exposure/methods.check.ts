// Methods beyond POST, GET and DELETE have no meaning at the endpoint; what takes them was not meant to be there.

import { served } from '../../artifacts/answers.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { openOddly } from './openings.ts';
import { newestOnly } from '../newest-only.ts';

const ECHO = 'X-Assay-Echo';
const MARK = 'assay-trace-4d1f';

export default check({
  title: 'The endpoint takes no methods but its own',
  level: 'advice',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: [],
  why: 'TRACE hands credentials back to a page that may not see them; a message by PUT passes the filter that knows POST alone.',
  fix: 'Answer 405 with an Allow header to every method that the transport does not define.',
  tags: ['owasp:MCP07', 'cwe:CWE-650'],
  touch: 'probing',
  needs: {},
  applies: (_views, recording) => newestOnly(recording),
  probe: async (session) => {
    await Promise.all([
      session.http({ method: 'TRACE', anonymous: true, headers: { [ECHO]: MARK }, tag: 'TRACE', timeout: 3000 }),
      ...['PUT', 'PATCH'].map((method) =>
        openOddly(session, { tag: method, method, deliberate: 'a method that the transport does not define' }),
      ),
    ]);
  },
  judge: (_views, { probe }) =>
    judgeEach(
      probe.filter(({ tag, status }) => tag !== 'leave' && status !== undefined),
      (exchange) => {
        const method = exchange.tag ?? '';
        const echoed =
          exchange.status === 200 && exchange.received.some(({ via, raw }) => via === 'post' && raw.includes(MARK));
        if (method === 'TRACE' ? !echoed : !served(exchange)) return undefined;
        const got = method === 'TRACE' ? 'TRACE sends the request back' : `${method} gave ${ending(exchange)}`;
        return { at: [at(exchange)], got, want: 'HTTP 405', key: method };
      },
      'no answer to judge',
    ),
});
