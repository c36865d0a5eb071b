// The id is all that tells one subscription from another on a shared channel.

import { listens } from '../../artifacts/listens.ts';
import { check } from '../../kernel/check.ts';
import { atFrame, brief, judgeEach, member } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { SUBSCRIPTION } from '../../artifacts/listens.ts';
import type { Frame } from '../../kernel/recording.ts';

const OF_SUBSCRIPTIONS =
  /^notifications\/(?:subscriptions\/acknowledged|(?:tools|prompts|resources)\/list_changed|resources\/updated)$/u;

const idIn = (frame: Frame): unknown => member(member(member(frame.json, 'params'), '_meta'), SUBSCRIPTION);

export default check({
  title: 'Every message of a subscription carries the id of its request',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['subscriptions.id-on-every-notification', 'subscriptions.id-equals-request-id'],
  why: 'Several subscriptions share one stream on stdio; without the id, or with another type of it, notices reach nobody.',
  fix: 'Put _meta["io.modelcontextprotocol/subscriptionId"] with the JSON-RPC id of the listen request, unchanged, into each notification.',
  touch: 'probing',
  needs: { listens },
  judge: ({ listens: opened }, { recording }) => {
    const streamed = opened.all.flatMap(({ messages, id, tag }) => messages.map((frame) => ({ frame, id, tag })));
    // On stdio messages are found by their id: what has another one belongs to nobody.
    const known = new Set(opened.all.map(({ exchange, id }) => `${exchange.lane} ${JSON.stringify(id)}`));
    const stray = recording.frames.filter(
      (frame) =>
        frame.via === 'stdio' &&
        frame.origin === 'target' &&
        opened.lanes.has(frame.lane) &&
        OF_SUBSCRIPTIONS.test(String(member(frame.json, 'method'))) &&
        !known.has(`${frame.lane} ${JSON.stringify(idIn(frame))}`),
    );
    const all = [...streamed, ...stray.map((frame) => ({ frame, id: undefined, tag: 'stray' }))];
    return judgeEach(
      all,
      ({ frame, id, tag }) => {
        const found = idIn(frame);
        if (found !== undefined && found === id) return undefined;
        const want = id === undefined ? 'the id of a listen request' : JSON.stringify(id);
        return {
          at: [atFrame(frame, 'params')],
          got: found === undefined ? 'no id' : brief(found),
          want,
          key: `${tag} ${String(member(frame.json, 'method'))}`,
        };
      },
      'no subscription was opened',
    );
  },
});
