// The code by which a client can tell an unknown tool from a broken server.

import { unknownTools } from '../../artifacts/unknown-tools.ts';
import { oncePerKey } from '../../artifacts/once.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, errorOf, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'The error for an unknown tool has the code -32602',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['tools.unknown-tool-code', 'tools.unknown-tool-error'],
  why: 'Clients decide by the code whether to list again, to report, or to retry; -32601 says that tools/call itself is missing, -32603 that the server is broken.',
  fix: 'Use -32602 (invalid params) for a tools/call whose name is not listed.',
  touch: 'probing',
  needs: { unknownTools },
  judge: (views) =>
    oncePerKey(
      judgeEach(
        views.unknownTools.filter(({ exchange }) => errorOf(exchange) !== undefined),
        ({ name, exchange }) => {
          const code = errorOf(exchange)?.code;
          if (code === -32602) return undefined;
          return {
            at: [at(exchange, 'error', 'code')],
            got: `${brief(code)} for the tool ${brief(name, 40)}`,
            want: '-32602',
            key: brief(code),
          };
        },
        'no call of an unknown tool was answered with an error',
      ),
    ),
});
