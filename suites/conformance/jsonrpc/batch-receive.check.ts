// 2025-03-26 has batches, and a server of it takes them.

import { answersIn } from '../../artifacts/batch-answers.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, refusedOutside } from '../../kernel/look.ts';

const BATCH = [
  { jsonrpc: '2.0', id: 'assay-batch-a', method: 'ping' },
  { jsonrpc: '2.0', method: 'notifications/assay-unknown' },
  { jsonrpc: '2.0', id: 'assay-batch-b', method: 'ping' },
];

export default check({
  title: 'A batch is taken and each of its requests answered',
  level: 'must',
  revisions: { since: '2025-03-26', until: '2025-03-26' },
  requirements: ['jsonrpc.batch-receive', 'jsonrpc.batch-send'],
  why: 'Clients of this revision may send several messages at once; a server that refuses the array serves none of them.',
  fix: 'Take an array apart and serve its members; answer in one array or one by one.',
  touch: 'probing',
  isolation: 'rough',
  needs: {},
  probe: async (session) => {
    await session.raw(JSON.stringify(BATCH), { deliberate: 'a batch', tag: 'batch', quiet: 15 });
    await session.settle(120);
  },
  judge: (_views, look) => {
    const [sent] = look.tagged('batch');
    const fence = look.tagged('fence')[0];
    if (sent === undefined || refusedOutside(sent) || fence?.response === undefined)
      return { seen: 0, findings: [], note: 'the connection gave no answer to anything after the batch' };
    const ids = new Set(answersIn(look.recording, sent).map(({ id }) => id));
    const lost = ['assay-batch-a', 'assay-batch-b'].filter((id) => !ids.has(id));
    if (lost.length === 0) return { seen: 2, findings: [] };
    const got = sent.outcome === 'timeout' || lost.length === 1 ? `no answer to ${lost.join(' and ')}` : ending(sent);
    return {
      seen: 2,
      findings: [{ at: [at(sent)], got, want: 'one answer to each request of the batch', key: 'unanswered' }],
    };
  },
});
