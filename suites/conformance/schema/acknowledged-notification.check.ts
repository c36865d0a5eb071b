// The acknowledgement of a subscription, member by member.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { judgeTopic } from '../../artifacts/schema-topics.ts';
import { schemaViolations } from '../../artifacts/schema-violations.ts';

export default check({
  title: 'The acknowledgement of subscriptions/listen lists what is subscribed to',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['schema.acknowledged-notification'],
  why: 'The client learns from it what it will be told; a list of names in place of flags tells it nothing.',
  fix: 'Send params.notifications as an object with boolean flags and resourceSubscriptions as an array of strings.',
  touch: 'passive',
  needs: { schemaViolations },
  judge: ({ schemaViolations: seen }) =>
    judgeTopic(seen, 'acknowledged-notification', { note: 'no subscription was acknowledged' }),
});
