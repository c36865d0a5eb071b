import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/meta-reserved-prefix.check.ts';
import { prove, where } from '../../../kit/prove.ts';

const keyed = (key: string) =>
  on('tools/list', (r) => {
    r._meta = { ...r._meta, [key]: 1 };
  });

prove(rule, {
  faults: {
    'a key of its own': where(keyed('io.modelcontextprotocol/vendor-debug'), {
      revisions: ['2025-11-25', '2026-07-28'],
    }),
    'below mcp': where(keyed('dev.mcp/x'), { revisions: ['2025-11-25', '2026-07-28'] }),
    'the older way': where(keyed('tools.mcp.com/x'), { revisions: ['2025-06-18'] }),
  },
  stillGood: {
    'mcp in another place': keyed('com.example.mcp/x'),
    'a key of the protocol': keyed('io.modelcontextprotocol/related-task'),
  },
});
