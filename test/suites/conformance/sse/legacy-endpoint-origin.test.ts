import rule from '../../../../suites/conformance/sse/legacy-endpoint-origin.check.ts';
import { onEvent } from '../../../../fixtures/faults/on.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

const address = (change: (data: string) => string, from = 0): Fault =>
  onEvent((event: Loose, ctx) => {
    if (event.event !== 'endpoint') return;
    const streams = Number(ctx.shared.get('streams') ?? 0);
    ctx.shared.set('streams', streams + 1);
    if (streams >= from) event.data = change(event.data);
  });

prove(rule, {
  transports: ['http-sse'],
  options: { timeoutMs: 500 },
  faults: {
    'an internal address': address((data) => `http://backend.internal:8080${data}`),
    'an internal address on all streams but the first': address((data) => `http://backend.internal:8080${data}`, 1),
  },
  stillGood: {
    'an address as it was': address((data) => data),
  },
});
