import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/trace-context-format.check.ts';
import { prove } from '../../../kit/prove.ts';

const traced = (keys: object) =>
  on('tools/list', (r) => {
    r._meta = { ...r._meta, ...keys };
  });

prove(rule, {
  neverPasses: 'the good server sends no trace context',
  faults: {
    'a short traceparent': traced({ traceparent: 'abc' }),
    zeros: traced({ traceparent: `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01` }),
    capitals: traced({ traceparent: `00-${'A'.repeat(32)}-${'1'.repeat(16)}-01` }),
    'a number': traced({ traceparent: 7 }),
    'a tracestate without value': traced({ tracestate: 'vendor' }),
    'baggage with spaces': traced({ baggage: 'a b=c' }),
  },
  stillGood: {
    'all three': traced({
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      tracestate: 'vendor=1,other@x=a:b',
      baggage: 'userId=alice,serverNode=DF%2028;prop=1',
    }),
    'an empty tracestate': traced({ tracestate: '' }),
    'a later version': traced({ traceparent: `01-${'a'.repeat(32)}-${'b'.repeat(16)}-01-more` }),
  },
});
