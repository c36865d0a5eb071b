// The proof of affinity/bound-to-caller.
import { proveAffinity } from '../../kit/prove-affinity.ts';

const bearers = {
  bearer: 'Bearer first-caller-0123456789',
  otherHeaders: { Authorization: 'Bearer second-caller-9876543210' },
};

proveAffinity('bound-to-caller', {
  options: { revisions: ['2025-11-25'], parts: ['sessions'], ...bearers },
  faults: { 'sessions looked up by id alone': { raw: { faults: { anyCaller: true } }, key: 'served' } },
  stillGood: { 'refused to another caller': {} },
});
