import rule from '../../../../suites/conformance/prompts/undeclared-refused.check.ts';
import { type Loose, onMessage } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

/** Whatever else is refused before a method is looked at is refused after it too. */
const answer = (method: string, change: (message: { error?: unknown; result?: unknown }, modern: boolean) => void) =>
  onMessage((message, ctx) => {
    if (ctx.message?.method === method) change(message, ctx.era === 'per-request');
  });

const served = (method: string, value: object) =>
  answer(method, (message, modern) => {
    delete message.error;
    message.result = modern ? { resultType: 'complete', ...value } : value;
  });

prove(rule, {
  features: { prompts: false },
  faults: {
    'prompts/get served': served('prompts/get', { messages: [] }),
    'an empty list, from 2026-07-28': where(served('prompts/list', { prompts: [] }), { revisions: ['2026-07-28'] }),
    'a word promised of what is not there': where(
      {
        out: (message: Loose) => {
          if (message.method === 'notifications/subscriptions/acknowledged')
            message.params.notifications.promptsListChanged = true;
          return message;
        },
      },
      { revisions: ['2026-07-28'] },
    ),
    'a prompt that is not listed, by the name that the configuration gives': where(
      onMessage((message, ctx) => {
        const asked = ctx.message as { method?: string; params?: { name?: string } } | undefined;
        if (asked?.method !== 'prompts/get' || asked.params?.name !== 'hidden') return;
        delete message.error;
        message.result = { messages: [] };
      }),
      {
        revisions: ['2024-11-05', '2025-11-25'],
        options: { known: [{ property: 'image-content', method: 'prompts/get', params: { name: 'hidden' } }] },
      },
    ),
    'another code, from 2026-07-28': where(
      answer('prompts/get', (message) => {
        message.error = { code: -32603, message: 'Broken' };
      }),
      { revisions: ['2026-07-28'] },
    ),
  },
  stillGood: {
    'an empty list, before': where(served('prompts/list', { prompts: [] }), {
      revisions: ['2024-11-05', '2025-11-25'],
    }),
    'another code, before': where(
      answer('prompts/get', (message) => {
        message.error = { code: -32603, message: 'Broken' };
      }),
      { revisions: ['2024-11-05', '2025-11-25'] },
    ),
  },
});
