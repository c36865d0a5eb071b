import rule from '../../../../suites/conformance/sse/legacy-endpoint-event.check.ts';
import { onEvent } from '../../../../fixtures/faults/on.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove } from '../../../kit/prove.ts';

/** The first stream opens the recording and must be good. */
const second = (change: (event: Loose) => unknown): Fault =>
  onEvent((event, ctx) => {
    if (event.event !== 'endpoint') return undefined;
    const streams = Number(ctx.shared.get('streams') ?? 0);
    ctx.shared.set('streams', streams + 1);
    return streams === 0 ? undefined : change(event);
  });

prove(rule, {
  transports: ['http-sse'],
  options: { timeoutMs: 500 },
  faults: {
    'a message event instead': second((event) => {
      if (event.event === 'endpoint') event.event = 'message';
    }),
    'an empty address': second((event) => {
      if (event.event === 'endpoint') event.data = '';
    }),
    'another event first': second((event) =>
      event.event === 'endpoint' ? [{ event: 'message', data: '{}' }, event] : event,
    ),
  },
  stillGood: {
    'a comment first': onEvent((event) => {
      if (event.event === 'endpoint') event.comment = 'welcome';
    }),
  },
});
