import rule from '../../../../suites/conformance/completion/unknown-reference-refused.check.ts';
import { instead, onError, result } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const empty = { completion: { values: [] } };

prove(rule, {
  faults: {
    'an empty list for unknown prompts': instead('completion/complete', (params, ctx, next) =>
      String(params.ref?.name).startsWith('assay') ? result(empty, ctx) : next(),
    ),
    'an empty list for names that every object has': instead('completion/complete', (params, ctx, next) =>
      params.ref?.name === 'constructor' ? result(empty, ctx) : next(),
    ),
    'another code': onError('completion/complete', (error) => {
      error.code = -32603;
    }),
  },
});
