import rule from '../../../../suites/conformance/sse/event-data.check.ts';
import { onEvent } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'no data field': onEvent((event) => (event.data?.startsWith('{') === true ? `${event.data}\n\n` : undefined)),
    'a message over two events': onEvent((event) =>
      event.data?.includes('Waited') === true
        ? [
            { event: 'message', data: event.data.slice(0, 40) },
            { event: 'message', data: event.data.slice(40) },
          ]
        : undefined,
    ),
    'an event of plain text': onEvent((event) =>
      event.data?.includes('Waited') === true ? [{ data: 'soon' }, event] : undefined,
    ),
  },
  stillGood: {
    'comments, ids and heartbeats': onEvent((event) => [
      { comment: 'here' },
      { event: 'heartbeat', data: '17' },
      event,
    ]),
    'JSON answers only': where({}, { features: { answers: 'json' } }),
  },
});
