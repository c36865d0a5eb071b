import { onHttp } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/jsonrpc/parse-error.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

const STATEFUL = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'] as const;

prove(rule, {
  faults: {
    'internal error': where(
      inErrors(-32700, ({ error: e }) => {
        e.code = -32603;
      }),
      { revisions: STATEFUL },
    ),
    'internal error on stdio': where(
      inErrors(-32700, ({ error: e }) => {
        e.code = -32603;
      }),
      { transports: ['stdio'] },
    ),
    'an end on stdio': where(
      {
        input: (text, ctx) => (text.startsWith('{') && !text.endsWith('}') ? (ctx.exit(1), undefined) : text),
      },
      { transports: ['stdio'] },
    ),
    'an empty result': inErrors(-32700, () => ({ jsonrpc: '2.0', id: null, result: {} })),
  },
  stillGood: {
    silence: where(
      { input: (text) => (text.startsWith('{') && !text.endsWith('}') ? undefined : text) },
      { transports: ['stdio'] },
    ),
    'a null id': inErrors(-32700, (m) => {
      m.id = null;
    }),
    'a session asked for first': where(
      inErrors(-32700, ({ error: e }) => {
        e.code = -32000;
      }),
      { transports: ['streamable-http'] },
    ),
    'another code, where the status suffices': where(
      inErrors(-32700, ({ error: e }) => {
        e.code = -32603;
      }),
      { transports: ['streamable-http'], revisions: ['2026-07-28'] },
    ),
    'no body': where(
      onHttp((answer) => {
        if (answer.body?.includes('-32700')) {
          answer.body = 'Bad Request';
          answer.headers = { 'content-type': 'text/plain' };
        }
      }),
      { transports: ['streamable-http'] },
    ),
  },
});
