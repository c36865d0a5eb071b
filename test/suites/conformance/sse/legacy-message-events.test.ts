import rule from '../../../../suites/conformance/sse/legacy-message-events.check.ts';
import { onEvent } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  transports: ['http-sse'],
  options: { timeoutMs: 500 },
  faults: {
    'events of another name': onEvent((event) => {
      if (event.event === 'message') event.event = 'data';
    }),
    'JSON on a line of its own': onEvent((event) =>
      event.data?.includes('"result":{}') ? `event: message\n${event.data}\n\n` : event,
    ),
    'half a message': onEvent((event) => {
      if (event.data?.includes('"result":{}')) event.data = event.data.slice(0, 10);
    }),
  },
  stillGood: {
    'no name': onEvent((event) => {
      if (event.event === 'message') delete event.event;
    }),
    heartbeats: onEvent((event) => [event, { event: 'heartbeat', data: '17' }]),
  },
});
