// A notice that is advertised should be had for the asking.

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
  title: 'What is advertised and asked for is acknowledged',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['subscriptions.ack-honours-advertised'],
  why: 'A client that asked for an advertised notice and did not get it polls, or works with stale lists.',
  fix: 'Acknowledge every requested list whose listChanged is advertised, and listed URIs where subscribe is.',
  touch: 'probing',
  needs: { listens },
  judge: ({ listens: opened }, { recording }) =>
    judgeEach(
      opened.all.filter(({ acknowledged }) => acknowledged !== undefined),
      ({ acknowledged, filter, tag }) => {
        const agreed = agreedOf(acknowledged);
        const advertised = (flag: string): boolean =>
          member(recording.capabilities[flag.replace('ListChanged', '')], 'listChanged') === true;
        const left: unknown[] = FLAGS.filter(
          (flag) => filter[flag] === true && advertised(flag) && agreed[flag] !== true,
        );
        if (member(recording.capabilities['resources'], 'subscribe') === true)
          // Of many the first: a server may well watch some of its resources only.
          left.push(
            ...urisOf(filter)
              .slice(0, 1)
              .filter((uri) => !urisOf(agreed).includes(uri)),
          );
        if (left.length === 0 || acknowledged === undefined) return undefined;
        return {
          at: [atFrame(acknowledged, 'params')],
          got: `${brief(left)} not acknowledged`,
          want: 'all that is advertised and asked for',
          key: tag,
        };
      },
      'no subscription was acknowledged',
    ),
});
