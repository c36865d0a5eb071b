import rule from '../../../../suites/conformance/roots/unavailable-handled.check.ts';
import type { Loose } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['show_roots'] },
  faults: {
    'a crash where the folder does not exist': {
      fault: {
        rpc: async (message, next, ctx) => {
          const answers = [
            (message as Loose).result,
            ...Object.values<Loose>((message.params as Loose)?.inputResponses ?? {}),
          ];
          const gone = answers.some((answer) =>
            answer?.roots?.some((root: Loose) => String(root.uri).includes('/no/such/')),
          );
          if (!gone) return next();
          ctx.exit(1);
          return undefined;
        },
      },
      transports: ['stdio'],
    },
    'an exception where the list is empty': {
      fault: {
        rpc: async (message, next, ctx) => {
          const empty = [
            (message as Loose).result,
            ...Object.values<Loose>((message.params as Loose)?.inputResponses ?? {}),
          ].some((answer) => answer?.roots?.length === 0);
          if (empty) ctx.store.set('empty', true);
          const reply = (await next()) as Loose;
          const ends = message.method === 'tools/call' && reply?.result?.content !== undefined;
          if (!ends || ctx.store.get('empty') !== true) return reply;
          ctx.store.delete('empty');
          return { jsonrpc: '2.0', id: message.id, error: { code: -32603, message: 'Internal error' } };
        },
      },
      transports: ['stdio'],
    },
    'no end where the list is empty': {
      fault: {
        rpc: async (message, next) => {
          const answers = [
            (message as Loose).result,
            ...Object.values<Loose>((message.params as Loose)?.inputResponses ?? {}),
          ];
          return answers.some((answer) => answer?.roots?.length === 0) ? undefined : next();
        },
      },
    },
  },
});
