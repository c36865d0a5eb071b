// A cursor is good on any connection: nothing hangs on the one where it was given out.

import { artifact, check } from '../../kernel/check.ts';
import type { Artifact, Session, Views } from '../../kernel/check.ts';
import { at, ending, judgeEach, member, refusedOutside } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { served, unanswered } from '../../artifacts/answers.ts';
import { nextCursor, type Listing } from '../../artifacts/listing.ts';
import { prompts } from '../../artifacts/prompts.ts';
import { resources } from '../../artifacts/resources.ts';
import { tools } from '../../artifacts/tools.ts';

/** The first list of several pages; what is not declared reads as empty. */
const pagedList = artifact<Listing | undefined>({
  id: 'paged-list',
  after: [tools, prompts, resources] as readonly Artifact<unknown>[],
  read: (_recording, views) => [views(tools), views(prompts), views(resources)].find(({ pages }) => pages.length > 1),
});

const cursorOf = ({ sent }: Exchange): unknown => member(member(sent.json, 'params'), 'cursor');

const sameServed = (one: Exchange, asked: Exchange): boolean =>
  one.method === asked.method && one.tag !== 'elsewhere' && cursorOf(one) === cursorOf(asked) && served(one);

type Needed = Views<{ pagedList: typeof pagedList }>;

async function probe(session: Session, { pagedList: listing }: Needed): Promise<void> {
  const method = listing?.pages[0]?.method;
  if (method === undefined) return;
  const first = await session.request(method, undefined, { tag: 'first page' });
  const cursor = nextCursor(first);
  if (typeof cursor !== 'string') return;
  const other = await session.fork({ purpose: 'the next page on another connection' });
  // Over HTTP a connection of its own: this one is not taken from the pool of the others.
  await other.request(method, { cursor }, { tag: 'elsewhere', headers: { Connection: 'close' } });
  await session.request(method, { cursor }, { tag: 'here' });
}

export default check({
  title: 'A cursor works on another connection',
  level: 'should',
  revisions: PER_REQUEST,
  // On stdio another connection is another process; whether cursors outlive one is not asked.
  transports: ['streamable-http'],
  requirements: ['lifecycle.connection-reuse-not-required'],
  why: 'Behind a load balancer, and after every reconnect, the next page is asked for somewhere else.',
  fix: 'Put all that is needed to go on into the cursor itself, or into storage that all connections share.',
  touch: 'probing',
  needs: { pagedList },
  probe,
  judge: (_views, { tagged, recording }) => {
    const [asked] = tagged('here');
    // Requests of one session share several connections: any of them may have been the one that took this cursor.
    const here =
      asked === undefined || served(asked) ? asked : recording.exchanges.find((one) => sameServed(one, asked));
    if (here === undefined || !served(here))
      return { seen: 0, findings: [], note: 'no list of several pages, or cursors that work once' };
    return judgeEach(
      tagged('elsewhere').filter((each) => !unanswered(each) && !refusedOutside(each)),
      (exchange) =>
        served(exchange)
          ? undefined
          : {
              at: [at(exchange), at(here)],
              got: ending(exchange),
              want: 'the page that the first connection gets',
              key: exchange.method,
            },
    );
  },
});
