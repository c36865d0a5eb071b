import rule from '../../../../suites/conformance/completion/inputs-validated.check.ts';
import { instead, result, error } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const values = (
  when: (params: { ref?: { type?: unknown } | null; argument?: { value?: unknown } }) => boolean,
  all: readonly string[] = ['a'],
) =>
  instead('completion/complete', (params, ctx, next) =>
    when(params) ? result({ completion: { values: [...all] } }, ctx) : next(),
  );

prove(rule, {
  faults: {
    'values for a reference of an unknown type': values((params) => params.ref?.type === 'ref/other'),
    'values for no reference at all': values((params) => params.ref === null),
    'an empty list for an object as the value, from 2026-07-28': where(
      values((params) => typeof params.argument?.value === 'object', []),
      { revisions: ['2026-07-28'] },
    ),
    'the end of the server on an unknown type': where(
      {
        rpc: (message, next, ctx) => {
          const params = message.params as { ref?: { type?: unknown } | null } | undefined;
          if (params?.ref?.type !== 'ref/other') return next();
          ctx.hangUp();
          return undefined;
        },
      },
      { transports: ['stdio'] },
    ),
  },
  stillGood: {
    'an empty list, before': where(
      values((params) => params.ref?.type === 'ref/other', []),
      { revisions: ['2024-11-05', '2025-11-25'] },
    ),
    'any error code': instead('completion/complete', () => error(-32603, 'No')),
    'values for an argument that does not exist': values(
      (params) => (params.argument as { name?: unknown } | undefined)?.name === 'assayNoSuchArgument',
    ),
  },
});
