import rule from '../../../../suites/conformance/pagination/invalid-cursor-harmless.check.ts';
import { prove, where } from '../../../kit/prove.ts';

const endOn = (when: (cursor: unknown) => boolean) =>
  ({
    rpc: (message, next, ctx) => {
      const params = message.params as { cursor?: unknown } | undefined;
      if (message.method === 'tools/list' && params !== undefined && 'cursor' in params && when(params.cursor)) {
        ctx.hangUp();
        ctx.shared.set('gone', true);
        return undefined;
      }
      if (ctx.shared.has('gone') && message.method === 'tools/list') {
        ctx.hangUp();
        return undefined;
      }
      return next();
    },
  }) as const satisfies import('../../../../fixtures/good/fault.ts').Fault;

prove(rule, {
  faults: {
    'the end of the server on a cursor that does not decode': endOn((cursor) => cursor === 'assay-invalid-cursor'),
    'the end of the server on letters outside ASCII': endOn((cursor) => /[^\u0000-\u007f]/u.test(String(cursor))),
    '-32603 for what does not decode': where(
      {
        rpc: async (message, next) => {
          const reply = await next();
          return reply?.error === undefined
            ? reply
            : { ...reply, error: { code: -32603, message: 'Unexpected token' } };
        },
      },
      { revisions: ['2026-07-28'] },
    ),
  },
  stillGood: {
    'cursors ignored': { settings: { openCursor: (seal, list, cursor) => seal.open(`cursor ${list}`, cursor) ?? 0 } },
    'everything on one page': where({}, { server: { pageSize: 1_000 } }),
  },
});
