// An internal failure has a code of its own.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { EXTENSION } from '../../artifacts/task-stage.ts';
import { META } from '../../artifacts/modern-messages.ts';
import { check } from '../../kernel/check.ts';
import type { KnownCall } from '../../kernel/recording.ts';
import { at, ending, errorOf, judgeEach } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const METHODS = ['tasks/get', 'tasks/update', 'tasks/cancel'];
const named = (calls: readonly KnownCall[]): readonly KnownCall[] =>
  calls.filter(({ method, source }) => source === 'config' && METHODS.includes(method));

export default check({
  title: 'Internal failures of tasks methods have code -32603',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['tasks.internal-error-code'],
  why: 'Clients tell by the code whether the server failed or the request was wrong.',
  fix: 'Answer what fails inside the server with -32603.',
  touch: 'probing',
  needs: { knownCalls },
  applies: ({ knownCalls: known }) =>
    named(known.find('internal-error')).length > 0 ? undefined : known.missing('internal-error', 'tasks/get'),
  probe: async (session, { knownCalls: known }) => {
    const meta = { [META.capabilities]: { ...session.clientCapabilities, extensions: { [EXTENSION]: {} } } };
    for (const call of named(known.find('internal-error')).slice(0, 5))
      await session.request(call.method, call.params, { tag: 'broken', meta });
  },
  judge: (_, look) =>
    judgeEach(
      look.tagged('broken').filter(({ outcome }) => outcome === 'result' || outcome === 'error'),
      (exchange) =>
        errorOf(exchange)?.code === -32603
          ? undefined
          : { at: [at(exchange)], got: ending(exchange), want: 'error -32603', key: exchange.method },
      'the calls that were named got no answer',
    ),
});
