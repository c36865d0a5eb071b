import rule from '../../../../suites/conformance/prompts/unknown-name-refused.check.ts';
import { onError, instead, result } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    '-32603': onError('prompts/get', (error) => {
      error.code = -32603;
    }),
    'an empty list of messages': instead('prompts/get', (params, ctx, next) =>
      String(params.name).startsWith('assay') ? result({ messages: [] }, ctx) : next(),
    ),
    'a result for names that every object has': instead('prompts/get', (params, ctx, next) =>
      params.name in {} ? result({ messages: [] }, ctx) : next(),
    ),
  },
});
