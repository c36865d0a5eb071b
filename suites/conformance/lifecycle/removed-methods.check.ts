// Methods that 2026-07-28 dropped are unknown methods in it.

import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { codeOf, unanswered } from '../../artifacts/answers.ts';
import { METHOD_NOT_FOUND } from '../../artifacts/modern-messages.ts';

const REMOVED = {
  ping: undefined,
  'logging/setLevel': { level: 'info' },
  'resources/subscribe': { uri: 'file:///assay' },
  'resources/unsubscribe': { uri: 'file:///assay' },
} as const;

async function probe(session: Session): Promise<void> {
  await Promise.all(
    Object.entries(REMOVED).map(([method, params]) =>
      session.request(method, params, { tag: method, deliberate: 'a method that this revision dropped' }),
    ),
  );
}

export default check({
  title: 'Methods that this revision dropped are answered with -32601',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.removed-methods-not-served'],
  why: 'State set by logging/setLevel or resources/subscribe has no place in a stateless protocol; a client that finds them relies on it.',
  fix: 'Register ping, logging/setLevel and resources/(un)subscribe for older revisions only.',
  touch: 'probing',
  needs: {},
  probe,
  judge: (_views, { probe: asked }) =>
    judgeEach(
      asked.filter((each) => !unanswered(each) && !refusedOutside(each)),
      (exchange) =>
        codeOf(exchange) === METHOD_NOT_FOUND
          ? undefined
          : { at: [at(exchange)], got: ending(exchange), want: `error ${METHOD_NOT_FOUND}`, key: exchange.method },
    ),
});
