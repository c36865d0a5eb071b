// Values under reserved keys of `_meta` may be anything; a server looks before it reaches into them.

import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, isObject, judgeEach, member, resultOf } from '../../kernel/look.ts';

/** Reserved and without a meaning: a key with a defined shape may be held to it. */
const ODD = { 'io.modelcontextprotocol/assay-unknown': null, 'modelcontextprotocol.io/assay': 7, 'mcp.dev/assay': [1] };

const PATIENCE = 5_000;

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
    const lists = isObject(member(session.capabilities, 'tools')) ? ['tools/list'] : [];
    for (const method of ['ping', ...lists]) {
      await session.request(method, undefined, { tag: `plain ${method}`, timeout: PATIENCE });
      await session.request(method, undefined, { tag: `odd ${method}`, meta: ODD, timeout: PATIENCE });
      // A target that is busy with something else answers neither: nothing follows from that.
      await session.request(method, undefined, { tag: `again ${method}`, timeout: PATIENCE });
    }
  },
  judge: (_views, look) => {
    const answered = (tag: string): boolean => look.tagged(tag)[0]?.response !== undefined;
    const served = (tag: string): boolean => resultOf(look.tagged(tag)[0]) !== undefined;
    return judgeEach(
      look.probe.filter(
        ({ tag, method, outcome }) =>
          tag?.startsWith('odd ') === true &&
          answered(`plain ${method}`) &&
          (outcome === 'closed' || answered(`again ${method}`)),
      ),
      (exchange) => {
        const broken = exchange.outcome === 'timeout' || exchange.outcome === 'closed' || (exchange.status ?? 0) >= 500;
        // An exception that was caught: the same request without them is served before and after.
        const { method } = exchange;
        const caught = errorOf(exchange)?.code === -32603 && served(`plain ${method}`) && served(`again ${method}`);
        if (!caught && (!broken || exchange.response !== undefined)) return undefined;
        return {
          at: [at(exchange)],
          got: `${ending(exchange)} (${exchange.method})`,
          want: 'a result, or an error that refuses them',
          key: exchange.method,
        };
      },
      'the same requests without them were not answered either',
    );
  },
});
