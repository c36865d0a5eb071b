// What a client did not declare with this request is not asked of it, whatever it declared with another.

import { check } from '../../kernel/check.ts';
import type { Finding, Session, Views } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, isObject, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { codeOf, unanswered } from '../../artifacts/answers.ts';
import { knownCalls } from '../../artifacts/known-calls.ts';
import { INVALID_PARAMS, META, MISSING_CAPABILITY } from '../../artifacts/modern-messages.ts';

type Needed = Views<{ knownCalls: typeof knownCalls }>;

async function probe(session: Session, { knownCalls: known }: Needed): Promise<void> {
  for (const { method, params } of known.find('input-required').slice(0, 3)) {
    await session.request(method, params, { tag: 'declared' });
    await session.request(method, params, { tag: 'undeclared', meta: { [META.capabilities]: {} } });
  }
}

/** Waiting for a state alone asks nothing of the client. */
const asksForInput = (exchange: Exchange): boolean => {
  const inputs = member(resultOf(exchange), 'inputRequests');
  return inputs !== undefined && inputs !== null && (!isObject(inputs) || Object.keys(inputs).length > 0);
};

function wrong(exchange: Exchange): readonly Finding[] {
  const code = codeOf(exchange);
  if (asksForInput(exchange))
    return [
      {
        at: [at(exchange, 'result', 'inputRequests')],
        got: `input requests: ${brief(member(resultOf(exchange), 'inputRequests'), 80)}`,
        want: `error ${MISSING_CAPABILITY}`,
        key: 'asked-anyway',
      },
    ];
  if (code === undefined || code === MISSING_CAPABILITY) return code === undefined ? [] : wrongData(exchange);
  // For a mode of elicitation that is not declared the schema also names -32602.
  const other = {
    at: [at(exchange, 'error')],
    got: ending(exchange),
    want: `error ${MISSING_CAPABILITY}`,
    key: 'other-error',
  };
  return code === INVALID_PARAMS && /mode|elicit/i.test(brief(errorOf(exchange)?.message)) ? [] : [other];
}

function wrongData(exchange: Exchange): readonly Finding[] {
  const required = member(errorOf(exchange)?.data, 'requiredCapabilities');
  const good = isObject(required) && Object.keys(required).length > 0 && Object.values(required).every(isObject);
  if (good) return [];
  return [
    {
      at: [at(exchange, 'error')],
      got: `data.requiredCapabilities: ${brief(required)}`,
      want: 'an object like ClientCapabilities, such as {"elicitation":{}}',
      key: 'required-capabilities',
    },
  ];
}

export default check({
  title: 'A request that needs an undeclared client capability is refused with -32021',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: [
    'lifecycle.capabilities-per-request',
    'lifecycle.undeclared-capability-error',
    'lifecycle.undeclared-capability-data',
    'lifecycle.no-undeclared-capability-use',
  ],
  why: 'A client that cannot answer an input request is stuck in the middle of the call; the error tells it what it lacks.',
  fix: 'Look at clientCapabilities of the request in hand; where a needed one is missing answer -32021 with data.requiredCapabilities.',
  touch: 'probing',
  needs: { knownCalls },
  applies: ({ knownCalls: known }) =>
    known.find('input-required').length === 0 ? known.missing('input-required') : undefined,
  probe,
  judge: (_views, { tagged }) => {
    const findings = new Map<string, Finding>();
    let seen = 0;
    tagged('undeclared').forEach((exchange, index) => {
      const declared = tagged('declared')[index];
      const needed = member(resultOf(declared), 'resultType') === 'input_required';
      if (!needed || unanswered(exchange) || refusedOutside(exchange)) return;
      seen += 1;
      for (const found of wrong(exchange)) if (!findings.has(found.key ?? '')) findings.set(found.key ?? '', found);
    });
    return { seen, findings: [...findings.values()] };
  },
});
