import { on, type Loose } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/create-message-request.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { request, says } from './said.ts';

const STATEFUL = { revisions: ['2024-11-05', '2025-11-25'] } as const;
const LATE = { revisions: ['2026-07-28'] } as const;

prove(rule, {
  options: { allow: ['summarise'] },
  faults: {
    'no maxTokens': says(() => request('sampling/createMessage', { messages: [] }), STATEFUL),
    'a priority of 7': says(
      () => request('sampling/createMessage', { messages: [], maxTokens: 1, modelPreferences: { costPriority: 7 } }),
      STATEFUL,
    ),
    'a role of its own': says(
      () =>
        request('sampling/createMessage', {
          messages: [{ role: 'system', content: { type: 'text', text: '' } }],
          maxTokens: 1,
        }),
      STATEFUL,
    ),
    'several blocks, before they were allowed': says(
      () =>
        request('sampling/createMessage', {
          messages: [{ role: 'user', content: [{ type: 'text', text: '' }] }],
          maxTokens: 1,
        }),
      { revisions: ['2024-11-05', '2025-03-26', '2025-06-18'] },
    ),
    'no maxTokens, inside a result': where(
      on('tools/call', (r) => {
        for (const one of Object.values<Loose>(r.inputRequests ?? {}))
          if (one.method === 'sampling/createMessage') delete one.params.maxTokens;
      }),
      LATE,
    ),
  },
  stillGood: {
    'several blocks': says(
      () =>
        request('sampling/createMessage', {
          messages: [{ role: 'user', content: [{ type: 'text', text: '' }] }],
          maxTokens: 1,
        }),
      { revisions: ['2025-11-25'] },
    ),
    'tools, before there were any': says(
      () => request('sampling/createMessage', { messages: [], maxTokens: 1, tools: 7 }),
      { revisions: ['2024-11-05'] },
    ),
  },
});
