// The proof of affinity/resume-anywhere.
import { MemoryEvents, startSdk1 } from '../../../fixtures/replicas/sdk-1.ts';
import { proveAffinity } from '../../kit/prove-affinity.ts';

const events = { unknownSession: 404 } as const;
const pair = () =>
  Promise.all([
    startSdk1({ ...events, events: new MemoryEvents() }),
    startSdk1({ ...events, events: new MemoryEvents() }),
  ]);

proveAffinity('resume-anywhere', {
  options: { revisions: ['2025-11-25'], parts: ['sessions'] },
  faults: { 'events in the memory of one replica': { proxy: { route: 'round-robin' }, replicas: pair, key: 'lost' } },
  stillGood: { 'the client comes back to the replica that has them': { replicas: pair } },
});
