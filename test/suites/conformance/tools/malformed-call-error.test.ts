import type { JsonObject } from '../../../../fixtures/good/protocol.ts';
import rule from '../../../../suites/conformance/tools/malformed-call-error.check.ts';
import { instead, onError, result } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'isError for a missing name': instead('tools/call', (params, ctx, next) =>
      params.name === undefined ? result({ content: [], isError: true }, ctx) : next(),
    ),
    'arguments [] taken for {}': {
      rpc: (message, next) => {
        const params = message.params as JsonObject | undefined;
        if (message.method !== 'tools/call' || !Array.isArray(params?.arguments)) return next();
        return next({ ...message, params: { ...params, arguments: {} } });
      },
    },
    'a code of its own': onError('tools/call', (error) => {
      error.code = -1;
    }),
  },
  stillGood: {
    '-32600': onError('tools/call', (error) => {
      error.code = -32600;
    }),
    'unknown tools as results with isError': where(
      instead('tools/call', (params, ctx, next) =>
        String(params.name).startsWith('assay') ? result({ content: [], isError: true }, ctx) : next(),
      ),
      { options: { calls: 'none' } },
    ),
  },
});
