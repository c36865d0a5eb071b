// What a gateway drops beside the answers.

import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove, where } from '../../../kit/prove.ts';
import { besideGood } from './first.ts';

const dropping = (method: string): Fault => ({ out: (message) => (message.method === method ? undefined : message) });

prove(await besideGood('messages'), {
  options: { calls: 'all' },
  faults: {
    'no progress': dropping('notifications/progress'),
    'no log messages': where(dropping('notifications/message'), { revisions: ['2025-11-25'] }),
  },
  stillGood: {},
});
