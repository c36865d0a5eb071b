import rule from '../../../../suites/conformance/jsonrpc/mcp-codes-by-meaning.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { inErrors } from './errors.ts';

prove(rule, {
  faults: {
    'a capability that was declared': inErrors(-32602, ({ error: e }) => {
      e.code = -32021;
      e.data = { requiredCapabilities: { sampling: {} } };
    }),
    'a version that is served': inErrors(-32601, ({ error: e }) => {
      e.code = -32022;
      e.data = { supported: ['2026-07-28'], requested: '2026-07-28' };
    }),
    'headers on stdio': where(
      inErrors(-32602, ({ error: e }) => {
        e.code = -32020;
      }),
      { transports: ['stdio'] },
    ),
    'headers that fit': where(
      inErrors(-32601, ({ error: e }) => {
        e.code = -32020;
      }),
      { transports: ['streamable-http'] },
    ),
  },
  stillGood: {
    'a capability of an extension': inErrors(-32602, ({ error: e }) => {
      e.code = -32021;
      e.data = { requiredCapabilities: { extensions: { 'com.example/x': {} } } };
    }),
  },
});
