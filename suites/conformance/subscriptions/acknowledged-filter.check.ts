// What is acknowledged is what the client counts on.

import { listens } from '../../artifacts/listens.ts';
import { check } from '../../kernel/check.ts';
import { atFrame, brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import type { Frame, JsonObject } from '../../kernel/recording.ts';

const FLAGS = ['toolsListChanged', 'promptsListChanged', 'resourcesListChanged'] as const;

const agreedOf = (frame: Frame | undefined): JsonObject => {
  const agreed = member(member(frame?.json, 'params'), 'notifications');
  return isObject(agreed) ? agreed : {};
};

const urisOf = (filter: JsonObject): readonly unknown[] => {
  const uris = filter['resourceSubscriptions'];
  return Array.isArray(uris) ? uris : [];
};

export default check({
  title: 'The acknowledgement names only what was asked for and exists',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: [
    'subscriptions.ack-subset-of-request',
    'subscriptions.ack-omits-unsupported',
    'subscriptions.no-carry-over',
  ],
  why: 'A client waits for notices that were acknowledged and never come, or is told what it did not ask for.',
  fix: 'Acknowledge the intersection of the filter of this request and what the server has.',
  touch: 'probing',
  needs: { listens },
  judge: ({ listens: opened }, { recording }) =>
    judgeEach(
      opened.all.filter(({ acknowledged }) => acknowledged !== undefined),
      ({ acknowledged, filter, tag }) => {
        const agreed = agreedOf(acknowledged);
        const lists = FLAGS.filter((flag) => agreed[flag] === true);
        const unasked = lists.filter((flag) => filter[flag] !== true);
        const missing = lists.filter((flag) => !isObject(recording.capabilities[flag.replace('ListChanged', '')]));
        const strange = urisOf(agreed).filter((uri) => !urisOf(filter).includes(uri));
        const wrong = [...unasked, ...missing, ...strange.map((uri) => brief(uri, 60))];
        if (wrong.length === 0 || acknowledged === undefined) return undefined;
        return {
          at: [atFrame(acknowledged, 'params')],
          got: `${wrong.join(', ')} acknowledged`,
          want: 'what was asked for and exists',
          key: tag,
        };
      },
      'no subscription was acknowledged',
    ),
});
