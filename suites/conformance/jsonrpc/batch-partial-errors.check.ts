// One bad member does not spoil the batch.

import { answersIn } from '../../artifacts/batch-answers.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, member, refusedOutside } from '../../kernel/look.ts';

const BATCH = [
  1,
  { jsonrpc: '2.0', id: 'assay-mixed-a', method: 'ping' },
  { jsonrpc: '2.0', id: 'assay-mixed-b', method: 'assay/no-such-method' },
];

export default check({
  title: 'In a batch with a bad member the good ones are served',
  // JSON-RPC shows it by example only, and a member that is no message makes the batch no valid MCP.
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-03-26' },
  requirements: ['jsonrpc.batch-partial-errors'],
  why: 'Requests that have nothing to do with the bad one are lost with it.',
  fix: 'Judge each member by itself: -32600 for what is no request, and serve the rest.',
  touch: 'intrusive',
  isolation: 'rough',
  needs: {},
  probe: async (session) => {
    await session.raw(JSON.stringify(BATCH), { deliberate: 'a batch with a bad member', tag: 'mixed', quiet: 15 });
    await session.settle(120);
  },
  judge: (_views, look) => {
    const [sent] = look.tagged('mixed');
    if (sent === undefined || refusedOutside(sent) || look.tagged('fence')[0]?.response === undefined)
      return { seen: 0, findings: [], note: 'the connection gave no answer to anything after the batch' };
    const answers = answersIn(look.recording, sent);
    const of = (id: string): unknown => answers.find((answer) => answer.id === id)?.message;
    const findings: Finding[] = [];
    const note = (good: boolean, id: string, want: string): void => {
      if (good) return;
      const got = of(id) === undefined ? `no answer to ${id}` : brief(of(id), 80);
      findings.push({ at: [at(sent)], got, want, key: id });
    };
    note(member(of('assay-mixed-a'), 'result') !== undefined, 'assay-mixed-a', 'a result for the ping');
    note(
      member(member(of('assay-mixed-b'), 'error'), 'code') === -32601,
      'assay-mixed-b',
      'error -32601 for the unknown method',
    );
    return { seen: 2, findings };
  },
});
