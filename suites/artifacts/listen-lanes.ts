// Lanes on which a subscription was opened: what is told there may have been asked for.

import { artifact } from '../kernel/check.ts';

export const listenLanes = artifact<ReadonlySet<string>>({
  id: 'listen-lanes',
  read: (recording) =>
    new Set(recording.exchanges.filter(({ method }) => method === 'subscriptions/listen').map(({ lane }) => lane)),
});
