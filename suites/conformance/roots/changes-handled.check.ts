// Roots change while people work; the notice of it must not disturb.

import { check } from '../../kernel/check.ts';
import { at, atFrame, ending, errorOf, judgeEach, member } from '../../kernel/look.ts';
import { strayResponses } from '../../artifacts/stray-answers.ts';
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
  judge: (_, { probe, recording }) => {
    const [first] = probe;
    const last = probe.findLast(({ response }) => response !== undefined)?.response?.seq ?? 0;
    // On stdio an error that answers the notice has no id to be matched by.
    const stray =
      first === undefined || recording.transport !== 'stdio'
        ? undefined
        : strayResponses(recording, first.lane, first.sent.seq).find(
            ({ seq, json }) =>
              seq > first.sent.seq &&
              seq < last &&
              member(json, 'error') !== undefined &&
              (member(json, 'id') ?? null) === null,
          );
    const judged = judgeEach(probe, (exchange) => {
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
    });
    if (first === undefined || stray === undefined) return judged;
    const behind = { at: [at(first), atFrame(stray)], got: 'an error behind it', want: 'no message', key: 'behind' };
    return { ...judged, findings: [...judged.findings, behind] };
  },
});
