// A call of a tool that does not exist is a mistake of the client, not an outcome of a tool.

import { unknownTools } from '../../artifacts/unknown-tools.ts';
import { oncePerKey } from '../../artifacts/once.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, judgeEach, member, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'A call of an unknown tool is answered with a JSON-RPC error',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['tools.unknown-tool-protocol-error', 'tools.unknown-tool-error'],
  why: 'As a tool result the mistake reaches the model, which may try again with made-up names; as a protocol error the client sees that its list is stale.',
  fix: 'Answer tools/call for an unknown name with the error -32602.',
  touch: 'probing',
  needs: { unknownTools },
  judge: (views) =>
    oncePerKey(
      judgeEach(
        views.unknownTools,
        ({ name, variant, exchange }): Finding | undefined => {
          const result = resultOf(exchange);
          if (result === undefined) return undefined;
          const flagged = member(result, 'isError') === true;
          return {
            at: [at(exchange, 'result')],
            got: flagged
              ? `a result with isError for the tool ${brief(name, 40)}`
              : `a success for the tool ${brief(name, 40)}`,
            want: 'a JSON-RPC error (-32602)',
            ...(flagged ? {} : { severity: 'high' as const }),
            key: flagged ? 'isError' : `success ${variant}`,
          };
        },
        'no call of an unknown tool was answered',
      ),
    ),
});
