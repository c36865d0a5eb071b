import rule from '../../../../suites/conformance/resources/not-found-code.check.ts';
import { onError, instead, result } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const code = (value: number) =>
  onError('resources/read', (error) => {
    error.code = value;
  });

prove(rule, {
  faults: {
    '-32602 up to 2025-11-25': where(code(-32602), { revisions: ['2024-11-05', '2025-11-25'] }),
    '-32002 from 2026-07-28': where(code(-32002), { revisions: ['2026-07-28'] }),
    '-32603': code(-32603),
    'another code for letters outside ASCII alone': onError('resources/read', (error, { params }) => {
      if (String(params.uri).includes('%C3')) error.code = -32000;
    }),
  },
  stillGood: {
    'a result for whatever uri': instead('resources/read', (params, ctx) =>
      result({ contents: [{ uri: params.uri, text: '' }], ttlMs: 0, cacheScope: 'private' }, ctx),
    ),
  },
});
