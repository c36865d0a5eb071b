// A notification is not answered, not even with an error.

import { strayResponses } from '../../artifacts/stray-answers.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, atFrame, brief, isResponse } from '../../kernel/look.ts';
import type { Exchange, Frame } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';

/** A 4xx status with an error in its body is a legal refusal. */
const answerTo = ({ received, status = 200 }: Exchange): Frame | undefined =>
  status < 300 ? received.find(({ json }) => isResponse(json)) : undefined;

export default check({
  title: 'Notifications are not answered',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.no-reply-to-notification', 'jsonrpc.no-response-to-notification'],
  why: 'The client has no request to match the answer with; strict ones close the connection.',
  fix: 'Drop notifications you do not know or cannot read, without an answer.',
  touch: 'probing',
  isolation: 'rough',
  needs: {},
  probe: async (session) => {
    // What is still to be said about earlier input is said before this is answered.
    await session.settle(60);
    if (session.era === 'initialize')
      await session.notify('notifications/initialized', undefined, { tag: 'initialized' });
    await session.notify('notifications/assay-unknown', undefined, { tag: 'an unknown notification' });
    await session.notify(
      'notifications/cancelled',
      { requestId: 'assay-never-sent' },
      { tag: 'a cancellation of nothing' },
    );
    const deliberate = 'a cancellation without a readable requestId';
    await session.notify('notifications/cancelled', { requestId: {} }, { tag: 'a broken cancellation', deliberate });
    await session.settle(120);
  },
  judge: (_views, look) => {
    const sent = look.probe.filter(({ tag }) => tag !== undefined && tag !== 'fence');
    const [first] = sent;
    // Probes on this connection come one after the other: what follows the last fence belongs to others.
    const end = look.tagged('fence').at(-1)?.response?.seq;
    if (first === undefined || end === undefined)
      return { seen: 0, findings: [], note: 'the connection was gone before the notifications were through' };
    const inside = sent.flatMap((exchange): readonly Finding[] => {
      const answer = answerTo(exchange);
      if (answer === undefined) return [];
      const got = `an answer to ${exchange.tag ?? ''}: ${brief(answer.json, 80)}`;
      return [{ at: [at(exchange), atFrame(answer)], got, want: 'no message', key: exchange.tag ?? '' }];
    });
    const taken = new Set(sent.flatMap(({ received }) => received.map(({ seq }) => seq)));
    const strays = strayResponses(look.recording, first.lane, first.sent.seq).filter(
      ({ seq }: Frame) => seq > first.sent.seq && seq < end && !taken.has(seq),
    );
    const outside = strays.slice(0, 4).map((frame): Finding => ({
      at: [atFrame(frame)],
      got: `a response to no request: ${brief(frame.json, 80)}`,
      want: 'no message',
      key: 'stray',
    }));
    return { seen: sent.length, findings: [...inside, ...outside] };
  },
});
