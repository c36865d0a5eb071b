// Without the capability there are no prompts, neither to list nor to get.

import { check } from '../../kernel/check.ts';
import type { Finding, Session } from '../../kernel/check.ts';
import {
  at,
  brief,
  ending,
  errorOf,
  isObject,
  judgeEach,
  member,
  refusedOutside,
  resultOf,
} from '../../kernel/look.ts';

const REQUESTS = { 'prompts/list': undefined, 'prompts/get': { name: 'assay__no_such_prompt' } } as const;

async function ask(session: Session): Promise<void> {
  await Promise.all(
    Object.entries(REQUESTS).map(([method, params]) => session.request(method, params, { tag: method })),
  );
}

export default check({
  title: 'Without the prompts capability, prompts are refused',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['prompts.respects-negotiation', 'prompts.negotiation-respected'],
  why: 'What both sides agreed on is what they may use; a server that answers beyond it is not what it says it is.',
  fix: 'Declare `prompts`, or answer prompts/list and prompts/get with -32601.',
  touch: 'probing',
  needs: {},
  applies: (_, recording) =>
    isObject(member(recording.capabilities, 'prompts'))
      ? { kind: 'nothing-to-judge', note: 'the prompts capability is declared' }
      : undefined,
  probe: ask,
  judge: (_, look) => {
    const modern = look.recording.revision >= '2026-07-28';
    return judgeEach(
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange): Finding | undefined => {
        const result = resultOf(exchange);
        // Up to 2025-11-25 no code is asked for, and an empty list offers nothing.
        const empty =
          Array.isArray(member(result, 'prompts')) && (member(result, 'prompts') as readonly unknown[]).length === 0;
        const wrong = modern ? errorOf(exchange)?.code !== -32601 : result !== undefined && !empty;
        if (!wrong) return undefined;
        return {
          at: [at(exchange)],
          got: `${exchange.method}: ${result === undefined ? ending(exchange) : `a result: ${brief(result, 80)}`}`,
          want: modern ? 'an error with code -32601' : 'a JSON-RPC error',
          key: `${exchange.method} ${result === undefined ? 'code' : 'result'}`,
        };
      },
      'neither request was answered',
    );
  },
});
