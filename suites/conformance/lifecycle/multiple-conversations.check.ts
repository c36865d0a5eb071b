// Requests of several conversations arrive mixed, each with its own client, trace and id.

import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { META, offeredLists } from '../../artifacts/modern-messages.ts';

const AT_ONCE = 12;

async function probe(session: Session): Promise<void> {
  const methods = ['server/discover', ...offeredLists(session.capabilities).map(({ method }) => method)];
  await Promise.all(
    Array.from({ length: AT_ONCE }, (_, index) =>
      session.request(methods[index % methods.length] ?? 'server/discover', undefined, {
        tag: 'mixed',
        id: index % 2 === 0 ? `assay-conversation-${index}` : 900_000 + index,
        meta: {
          [META.client]: { name: `assay-${index % 3}`, version: '1.0.0' },
          traceparent: `00-0af7651916cd43dd8448eb211c8031${(16 + index).toString(16)}-b7ad6b71692033${(16 + index).toString(16)}-01`,
        },
      }),
    ),
  );
}

export default check({
  title: 'Interleaved requests of several conversations are each answered',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.multiple-conversations'],
  why: 'One process serves many threads of a client at a time; a server with a single current request loses answers.',
  fix: 'Keep what belongs to a request with that request, and answer each by its id.',
  touch: 'probing',
  needs: {},
  probe,
  judge: (_views, { tagged, recording }) => {
    const answered = new Set(
      recording.exchanges.filter(({ response }) => response !== undefined).map(({ method }) => method),
    );
    // Not the request that went before: others are under way beside it, and mix with it where they are mixed up.
    if (!answered.has('server/discover')) return { seen: 0, findings: [], note: 'discovery is not answered' };
    const keys = new Set<string>();
    return judgeEach(
      tagged('mixed').filter((each) => !refusedOutside(each) && answered.has(each.method)),
      (exchange) => {
        if (exchange.response !== undefined || keys.has(exchange.method)) return undefined;
        keys.add(exchange.method);
        return {
          at: [at(exchange)],
          got: ending(exchange),
          want: `an answer to each of ${AT_ONCE} requests`,
          key: exchange.method,
        };
      },
    );
  },
});
