import rule from '../../../../suites/conformance/lifecycle/meta-required.check.ts';
import { onMessage } from '../../../../fixtures/faults/on.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { prove, where } from '../../../kit/prove.ts';

/** Changes errors on their way out: over HTTP some are made before the message is served. */
const outError = (code: number, change: (told: Loose) => void): Fault =>
  onMessage((message) => {
    if (message.error?.code === code) change(message.error);
  });

interface Incoming {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: { readonly _meta?: Readonly<Record<string, unknown>> };
}

/** Completes the metadata of requests of these methods, or of all, before anything looks at it. */
const fill = (...methods: readonly string[]): Fault => ({
  input: (text) => {
    const message = JSON.parse(text) as Incoming;
    if (message.id === undefined || message.method === 'initialize') return text;
    if (methods.length > 0 && !methods.includes(message.method ?? '')) return text;
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
      ...message.params?._meta,
    };
    return JSON.stringify({ ...message, params: { ...message.params, _meta } });
  },
});

prove(rule, {
  // Of both eras only requests without capabilities are modern on stdio.
  faults: {
    'defaults for what is missing': where(fill(), { server: { revisions: ['2026-07-28'] } }),
    'defaults over HTTP': where(fill(), { transports: ['streamable-http'] }),
    'checked in discovery alone': fill('tools/list', 'prompts/list', 'resources/list'),
    'checked everywhere but in subscriptions': fill('subscriptions/listen'),
    'another error': where(
      outError(-32602, (told) => {
        if (String(told.message).includes('_meta')) told.code = -32600;
      }),
      { server: { revisions: ['2026-07-28'] } },
    ),
    'remembered from earlier requests': where(
      {
        input: (text, ctx) => {
          const message = JSON.parse(text) as Incoming;
          const known = ctx.shared.get('meta') as object | undefined;
          const own = message.params?._meta ?? {};
          const complete = own['io.modelcontextprotocol/clientCapabilities'] !== undefined;
          if (complete && own['io.modelcontextprotocol/protocolVersion'] === '2026-07-28') ctx.shared.set('meta', own);
          if (known === undefined || message.id === undefined) return text;
          return JSON.stringify({ ...message, params: { ...message.params, _meta: { ...known, ...own } } });
        },
      },
      { server: { revisions: ['2026-07-28'] } },
    ),
  },
  stillGood: {
    'a header error over HTTP': where(
      outError(-32602, (told) => {
        if (/lacks the string|_meta is missing/.test(String(told.message))) told.code = -32020;
      }),
      { transports: ['streamable-http'] },
    ),
    'a modern-only server': where({}, { server: { revisions: ['2026-07-28'] } }),
  },
});
