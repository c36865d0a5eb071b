import rule from '../../../../suites/conformance/completion/missing-members-refused.check.ts';
import { instead, onError, result } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const empty = { completion: { values: [] } };
const lacking = (when: (params: { ref?: unknown; argument?: { name?: unknown; value?: unknown } }) => boolean) =>
  instead('completion/complete', (params, ctx, next) => (when(params) ? result(empty, ctx) : next()));

prove(rule, {
  faults: {
    'a missing value taken for an empty one': lacking(
      (params) => params.argument !== undefined && params.argument.value === undefined,
    ),
    'a missing argument': lacking((params) => params.argument === undefined),
    'a missing name': lacking((params) => params.argument !== undefined && params.argument.name === undefined),
    'a missing ref': lacking((params) => params.ref === undefined),
    'another code': onError('completion/complete', (error) => {
      error.code = -32603;
    }),
  },
});
