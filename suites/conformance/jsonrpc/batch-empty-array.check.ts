// An empty batch is no batch: one error, not an empty answer.

import { check } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, refusedOutside } from '../../kernel/look.ts';

export default check({
  title: 'An empty batch is answered with one error',
  // JSON-RPC asks for -32600; the transport page of MCP admits only arrays of one or more, so other refusals are legal.
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-03-26' },
  requirements: ['jsonrpc.batch-empty-array'],
  why: 'Without an answer the sender waits; with an empty array it has nothing to match.',
  fix: 'Answer [] with { error: { code: -32600 } }, over HTTP with status 400.',
  touch: 'intrusive',
  isolation: 'rough',
  needs: {},
  probe: async (session) => {
    await session.raw('[]', { deliberate: 'an empty batch', tag: 'empty', quiet: 300 });
    await session.settle();
  },
  judge: (_views, look) => {
    const [sent] = look.tagged('empty');
    if (sent === undefined || refusedOutside(sent) || look.tagged('fence')[0]?.response === undefined)
      return { seen: 0, findings: [], note: 'the connection gave no answer to anything after the empty batch' };
    const code = errorOf(sent)?.code;
    if (code === -32600 || (code === undefined && (sent.status ?? 0) >= 400)) return { seen: 1, findings: [] };
    const array = sent.received.find(({ json }) => Array.isArray(json));
    const got = array === undefined ? ending(sent) : `the array ${brief(array.json, 40)}`;
    return { seen: 1, findings: [{ at: [at(sent)], got, want: 'one error -32600', key: 'answer' }] };
  },
});
