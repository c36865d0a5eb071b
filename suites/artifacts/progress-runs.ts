// A call that tells its progress, made several times at once with tokens of both types, and once without.

import { artifact } from '../kernel/check.ts';
import type { Session } from '../kernel/check.ts';
import type { KnownCall } from '../kernel/recording.ts';
import { knownCalls } from './known-calls.ts';
import { notifications } from './notifications.ts';
import type { Notified } from './notifications.ts';

/** What is sent behind the response comes within this time. */
const AFTERMATH_MS = 300;
const TOKENS: readonly (string | number)[] = ['assay-progress', '', 0, 4_711, 9_007_199_254_740_991];

async function runAll(session: Session, call: KnownCall): Promise<void> {
  await Promise.all([
    ...TOKENS.map((progressToken) =>
      session.request(call.method, call.params, { tag: `token ${JSON.stringify(progressToken)}`, progressToken }),
    ),
    session.request(call.method, call.params, { tag: 'no token' }),
  ]);
  await session.settle(AFTERMATH_MS);
}

/** All progress of the run: that of these calls, and whatever else came. */
export const progressRuns = artifact<readonly Notified[]>({
  id: 'progress-runs',
  after: [knownCalls, notifications],
  gather: async (session, views) => {
    const [call] = views(knownCalls).find('emits-progress');
    if (call !== undefined) await runAll(session, call);
    else await session.settle();
  },
  read: (_, views) => views(notifications).of('notifications/progress'),
});
