// One id, one request, for as long as the session lasts.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages, placeOf, type TargetMessage } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { brief, member } from '../../kernel/look.ts';
import type { Recording } from '../../kernel/recording.ts';
import { STATEFUL } from '../../kernel/revision.ts';

/** A session; where the server keeps none, a stream. */
function scopeOf({ lane, frame }: TargetMessage, recording: Recording): string {
  const session = recording.lanes.find(({ id }) => id === lane)?.sessionId;
  return recording.transport === 'streamable-http' && session === undefined ? `${lane} ${frame.stream ?? ''}` : lane;
}

/** The same message again after a reconnection is no second request. */
const redelivered = (one: TargetMessage, other: TargetMessage): boolean =>
  one.frame.sse?.id !== undefined && one.frame.sse.id === other.frame.sse?.id;

export default check({
  title: 'The server does not use the id of a request twice in a session',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['jsonrpc.server-request-id-unique'],
  why: 'A late answer to the first request is taken for the answer to the second.',
  fix: 'Count ids for the whole session, not for each call.',
  touch: 'passive',
  enabledBy: { known: 'elicits' },
  needs: { messages, knownCalls },
  judge: ({ messages: { requests } }, { recording }) => {
    const first = new Map<string, TargetMessage>();
    const findings = [];
    for (const found of requests) {
      const id = member(found.message, 'id');
      const key = `${scopeOf(found, recording)} ${JSON.stringify(id)}`;
      const before = first.get(key);
      if (before === undefined) first.set(key, found);
      else if (!redelivered(before, found))
        findings.push({
          at: [placeOf(before, '/id'), placeOf(found, '/id')],
          got: `the id ${brief(id, 40)} for ${before.method ?? ''} and for ${found.method ?? ''}`,
          want: 'an id of its own for each request',
          key: 'repeated',
        });
    }
    return { seen: requests.length, findings: findings.slice(0, 8), note: 'the server sent no request' };
  },
});
