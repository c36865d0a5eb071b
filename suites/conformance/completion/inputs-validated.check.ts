// Completion is asked at every key: what is typed, and what is no reference at all, must do no harm.

import { allCompletables } from '../../artifacts/all-completables.ts';
import { offersCompletion, valuesOf } from '../../artifacts/completions.ts';
import { oddCompletions, unusualCompletions } from '../../artifacts/odd-completions.ts';
import { died, isFence, sendOdd, silent } from '../../artifacts/survival.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Look } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';

const MALFORMED = new Set(oddCompletions(undefined).map(({ name }) => name));

function findingOf(exchange: Exchange, look: Look): Finding | undefined {
  const tag = exchange.tag ?? '';
  if (died(exchange, look))
    return {
      at: [at(exchange)],
      got: `${tag}: ${ending(exchange)}, and nothing after it`,
      want: 'an error, and a server that goes on',
      severity: 'high',
      key: `${tag} fatal`,
    };
  const modern = look.recording.revision >= '2026-07-28';
  if (modern && exchange.outcome === 'timeout')
    return { at: [at(exchange)], got: `${tag}: ${ending(exchange)}`, want: 'an answer', key: `${tag} silent` };
  if (!MALFORMED.has(tag) || resultOf(exchange) === undefined) return undefined;
  const values = valuesOf(exchange);
  // Up to 2025-11-25 an empty list, and a value that was converted, are no more than remarkable.
  const wrong = modern || (values.length > 0 && tag.startsWith('ref'));
  if (!wrong) return undefined;
  return {
    at: [at(exchange, 'result')],
    got: `${tag}: ${brief(resultOf(exchange)?.['completion'] ?? resultOf(exchange), 80)}`,
    want: 'a JSON-RPC error',
    key: `${tag} result`,
  };
}

export default check({
  title: 'Completion requests are validated',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['completion.inputs-validated'],
  why: 'What people type goes into lookups, file systems and databases at every key.',
  fix: 'Check the type of ref, the names and the value before looking anything up, and answer -32602.',
  touch: 'probing',
  isolation: 'rough',
  capability: 'completions',
  needs: { allCompletables },
  applies: (_, recording) =>
    offersCompletion(recording.capabilities, recording.revision)
      ? undefined
      : { kind: 'not-declared', note: 'the completions capability is not declared' },
  probe: async (session, views) => {
    const [known] = views.allCompletables;
    const malformed = oddCompletions(known).filter(({ kind }) => kind === 'malformed');
    const fence = session.era === 'initialize' ? 'ping' : 'server/discover';
    for (const { name, params } of [...malformed, ...unusualCompletions(known)])
      await sendOdd(session, { method: 'completion/complete', params, tag: name, deliberate: name, fence });
  },
  judge: (_, look) =>
    judgeEach(
      look.probe
        .filter((exchange) => !isFence(exchange) && !refusedOutside(exchange) && errorOf(exchange)?.code !== -32601)
        .filter((exchange) => silent(exchange) || (resultOf(exchange) ?? errorOf(exchange)) !== undefined),
      (exchange) => findingOf(exchange, look),
      'completion/complete is not served',
    ),
});
