// Roots change while people work; the notice of it must not disturb.

import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';

export default check({
  title: 'A notice that the roots changed is taken without disturbance',
  level: 'should',
  revisions: STATEFUL,
  requirements: ['roots.list-changes-handled'],
  why: 'Clients send it whenever a folder is opened; a server that fails on it breaks the session of somebody at work.',
  fix: 'Take notifications/roots/list_changed at any time; ask for the roots again where they are used, ignore it otherwise.',
  touch: 'probing',
  needs: {},
  probe: async (session) => {
    for (const tag of ['first', 'second']) {
      await session.notify('notifications/roots/list_changed', undefined, { tag });
      await session.request('ping', undefined, { tag: 'alive' });
    }
  },
  judge: (_, { probe }) =>
    judgeEach(probe, (exchange) => {
      const refused =
        exchange.outcome === 'http-refusal' ||
        exchange.outcome === 'closed' ||
        exchange.outcome === 'timeout' ||
        errorOf(exchange) !== undefined;
      return refused
        ? {
            at: [at(exchange)],
            got: `${exchange.method}: ${ending(exchange)}`,
            want: 'a session that goes on',
            key: exchange.method,
          }
        : undefined;
    }),
});
