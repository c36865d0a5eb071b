import rule from '../../../../suites/conformance/logging/no-credentials.check.ts';
import { prove, where } from '../../../kit/prove.ts';

const login = {
  name: 'login',
  title: 'Log in',
  description: 'Logs in.',
  inputSchema: {
    type: 'object',
    properties: { user: { type: 'string' }, password: { type: 'string' }, email: { type: 'string' } },
    required: ['user', 'password', 'email'],
  },
  annotations: { readOnlyHint: true },
  run: () => ({ content: [{ type: 'text', text: 'Welcome.' }] }),
};
const log = (ctx: import('../../../../fixtures/good/fault.ts').FaultContext, data: string) =>
  ctx.relate({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'debug', data } });

prove(rule, {
  server: { tools: [login] },
  options: { allow: ['login', 'log_levels'] },
  faults: {
    'all arguments logged': {
      rpc: (message, next, ctx) => {
        if (message.method === 'tools/call') log(ctx, JSON.stringify(message.params));
        return next();
      },
    },
    'the headers of a request logged': where(
      {
        rpc: (message, next, ctx) => {
          if (message.method === 'tools/call') log(ctx, JSON.stringify(ctx.http?.headers ?? {}));
          return next();
        },
      },
      { transports: ['streamable-http'] },
    ),
  },
  stillGood: {
    'the name of the tool logged': {
      rpc: (message, next, ctx) => {
        if (message.method === 'tools/call') log(ctx, String((message.params as { name: string }).name));
        return next();
      },
    },
  },
});
