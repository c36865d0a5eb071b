// Requests before initialize are not normal operation yet; the text never says the server must refuse them.

import { check } from '../../kernel/check.ts';
import { at, header, resultOf } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { besideProtocol, unanswered } from '../../artifacts/answers.ts';
import { firstWords } from '../../artifacts/first-words.ts';

export default check({
  title: 'Lists are not served before the connection is initialized',
  // Implied only: the duty to initialize first lies with the client, and widespread SDKs serve early requests on stdio.
  level: 'advice',
  revisions: STATEFUL,
  requirements: ['lifecycle.initialize-first'],
  why: 'Before initialize no version and no capabilities are agreed, so whatever is served may not fit the client.',
  fix: 'Refuse every request except initialize and ping with a JSON-RPC error until initialize has succeeded.',
  touch: 'probing',
  needs: { firstWords },
  judge: ({ firstWords: { early, agreements } }, { recording }) => {
    if (early === undefined) return { seen: 0, findings: [], note: 'the server declares no list' };
    const stateless =
      recording.transport === 'streamable-http' &&
      !agreements.some((each) => header(each.exchange, 'mcp-session-id') !== undefined);
    if (stateless) return { seen: 0, findings: [], note: 'a server without sessions cannot know what came before' };
    if (besideProtocol(early) || unanswered(early)) return { seen: 0, findings: [], note: 'no answer to judge' };
    if (resultOf(early) === undefined) return { seen: 1, findings: [] };
    return {
      seen: 1,
      findings: [
        {
          at: [at(early, 'result')],
          got: `a result for ${early.method} before initialize`,
          want: 'an error',
          key: 'served',
        },
      ],
    };
  },
});
