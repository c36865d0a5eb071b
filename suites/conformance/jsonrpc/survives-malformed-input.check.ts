// One bad message must not cost the connection.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';

const BAD: Readonly<Record<string, string>> = {
  'broken JSON': '{"jsonrpc": "2.0", "id": 1, ',
  'a bare number': '42',
  'an empty object': '{}',
  'a null': 'null',
};

export default check({
  title: 'The server goes on after malformed input',
  // Nothing orders it on stdio, where the client may not send such text in the first place.
  level: 'should',
  revisions: ALL,
  requirements: ['jsonrpc.parse-error-32700', 'jsonrpc.parse-error', 'jsonrpc.invalid-request-32600'],
  why: 'A line of debug output on the wrong pipe, or a proxy that cuts a message, ends the whole session.',
  fix: 'Catch errors of parsing and dispatching for each message by itself.',
  touch: 'intrusive',
  isolation: 'rough',
  needs: {},
  probe: async (session) => {
    const method = session.era === 'per-request' ? 'server/discover' : 'ping';
    await session.request(method, undefined, { tag: 'before' });
    for (const [what, text] of Object.entries(BAD)) {
      if (!session.alive) return;
      await session.raw(text, { deliberate: what, tag: `bad:${what}`, quiet: 15 });
      await session.request(method, undefined, { tag: `after:${what}` });
    }
  },
  judge: (_views, look) => {
    if (look.tagged('before')[0]?.response === undefined)
      return { seen: 0, findings: [], note: 'nothing was answered before either' };
    const asked = look.probe.filter(({ tag }) => tag?.startsWith('after:') === true);
    return judgeEach(
      asked.filter((one) => !refusedOutside(one) && one.outcome !== 'cancelled'),
      (exchange) => {
        if (exchange.outcome === 'result' || exchange.outcome === 'error') return undefined;
        const what = exchange.tag?.slice('after:'.length) ?? '';
        const [cause] = look.tagged(`bad:${what}`);
        return {
          at: [at(exchange), ...(cause === undefined ? [] : [at(cause)])],
          got: `${ending(exchange)} after ${what}`,
          want: 'an answer',
          key: what,
        };
      },
    );
  },
});
