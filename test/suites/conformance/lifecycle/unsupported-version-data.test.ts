import rule from '../../../../suites/conformance/lifecycle/unsupported-version-data.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

/** Changes errors on their way out: over HTTP some are made before the message is served. */
const outError = (code: number, change: (told: Loose) => void): Fault =>
  onMessage((message) => {
    if (message.error?.code === code) change(message.error);
  });

prove(rule, {
  faults: {
    'no requested': outError(-32022, (told) => {
      delete told.data.requested;
    }),
    'no supported': outError(-32022, (told) => {
      told.data.supported = [];
    }),
    'no data': outError(-32022, (told) => {
      delete told.data;
    }),
  },
  stillGood: {
    'other versions than discovery lists': outError(-32022, (told) => {
      told.data.supported = ['2026-07-28'];
    }),
  },
});
