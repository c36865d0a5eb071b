// Values under reserved keys of `_meta` may be anything; a server looks before it reaches into them.

import { check } from '../../kernel/check.ts';
import { at, ending, isObject, judgeEach, member } from '../../kernel/look.ts';

/** Reserved and without a meaning: a key with a defined shape may be held to it. */
const ODD = { 'io.modelcontextprotocol/assay-unknown': null, 'modelcontextprotocol.io/assay': 7, 'mcp.dev/assay': [1] };

export default check({
  title: 'Odd values under reserved keys of _meta are answered, not fatal',
  level: 'must',
  revisions: { since: '2025-06-18', until: '2025-11-25' },
  requirements: ['jsonrpc.meta-no-assumptions'],
  why: 'The keys belong to the protocol and may get another meaning; a server that reaches into them unguarded fails on every request.',
  fix: 'Read reserved keys only where you use them, and check their type first.',
  touch: 'probing',
  isolation: 'rough',
  needs: {},
  probe: async (session) => {
    await session.request('ping', undefined, { tag: 'plain' });
    const lists = isObject(member(session.capabilities, 'tools')) ? ['tools/list'] : [];
    for (const method of ['ping', ...lists])
      await session.request(method, undefined, { tag: 'odd', meta: ODD, timeout: 5_000 });
  },
  judge: (_views, look) => {
    if (look.tagged('plain')[0]?.response === undefined)
      return { seen: 0, findings: [], note: 'a plain ping was not answered either' };
    return judgeEach(look.tagged('odd'), (exchange) => {
      const broken = exchange.outcome === 'timeout' || exchange.outcome === 'closed' || (exchange.status ?? 0) >= 500;
      if (!broken || exchange.response !== undefined) return undefined;
      return {
        at: [at(exchange)],
        got: `${ending(exchange)} (${exchange.method})`,
        want: 'a result or a JSON-RPC error',
        key: exchange.method,
      };
    });
  },
});
