import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/elicit-request.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { request, says } from './said.ts';

const STATEFUL = { revisions: ['2025-06-18', '2025-11-25'] } as const;
const LATE = { revisions: ['2026-07-28'] } as const;
const FORM = { type: 'object', properties: {} };

prove(rule, {
  options: { allow: ['ask_name'] },
  faults: {
    'no message': says(() => request('elicitation/create', { requestedSchema: FORM }), STATEFUL),
    'no properties': says(
      () => request('elicitation/create', { message: 'm', requestedSchema: { type: 'object' } }),
      STATEFUL,
    ),
    'a mode of its own': says(
      () => request('elicitation/create', { mode: 'link', message: 'm', url: 'https://example.com' }),
      { revisions: ['2025-11-25'] },
    ),
    'a page without elicitationId': says(
      () => request('elicitation/create', { mode: 'url', message: 'm', url: 'https://example.com' }),
      { revisions: ['2025-11-25'] },
    ),
    'no message, inside a result': where(
      on('tools/call', (r) => {
        for (const one of Object.values<Loose>(r.inputRequests ?? {})) delete one.params.message;
      }),
      LATE,
    ),
  },
  stillGood: {
    'a form without mode': says(() => request('elicitation/create', { message: 'm', requestedSchema: FORM }), STATEFUL),
    'a page': says(
      () =>
        request('elicitation/create', { mode: 'url', message: 'm', elicitationId: 'e', url: 'https://example.com' }),
      { revisions: ['2025-11-25'] },
    ),
  },
});
